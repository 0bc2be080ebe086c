/** The moving picture of a mill race that Millrace draws and encodes for itself. */
@NullMarked
package dev.millrace.recording.scene;

import org.jspecify.annotations.NullMarked;
