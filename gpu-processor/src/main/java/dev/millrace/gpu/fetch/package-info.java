/** Where the default detector comes from: a package of a public registry, turned into a model that can be run. */
@NullMarked
package dev.millrace.gpu.fetch;

import org.jspecify.annotations.NullMarked;
