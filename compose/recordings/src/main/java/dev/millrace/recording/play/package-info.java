/** Playing: pace, target, progress, back-off. */
@NullMarked
package dev.millrace.recording.play;

import org.jspecify.annotations.NullMarked;
