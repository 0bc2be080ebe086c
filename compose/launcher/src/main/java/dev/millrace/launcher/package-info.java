/** The program behind {@code ./millrace}: one class per command. */
@NullMarked
package dev.millrace.launcher;

import org.jspecify.annotations.NullMarked;
