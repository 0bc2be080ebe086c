/** Pictures on their way to their topic. */
@NullMarked
package dev.millrace.gpu.frame;

import org.jspecify.annotations.NullMarked;
