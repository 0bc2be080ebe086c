/** The parts together, through the doors that clients use. */
@NullMarked
package dev.millrace.endtoend;

import org.jspecify.annotations.NullMarked;
