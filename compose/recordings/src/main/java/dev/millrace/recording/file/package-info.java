/** Files from outside and what opening one gives. */
@NullMarked
package dev.millrace.recording.file;

import org.jspecify.annotations.NullMarked;
