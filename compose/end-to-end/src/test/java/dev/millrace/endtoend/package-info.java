/** The whole platform through its public ports. */
@NullMarked
package dev.millrace.endtoend;

import org.jspecify.annotations.NullMarked;
