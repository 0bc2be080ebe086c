/** Telling people apart by their looks. */
@NullMarked
package dev.millrace.gpu.embed;

import org.jspecify.annotations.NullMarked;
