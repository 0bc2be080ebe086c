/** The catalogue of topics as people read it: in the documentation, and with the offsets and rates of a running platform. */
@NullMarked
package dev.millrace.launcher.catalogue;

import org.jspecify.annotations.NullMarked;
