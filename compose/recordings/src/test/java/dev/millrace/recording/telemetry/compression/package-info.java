/** Other ways to leave out what is not worth sending, to hold the closed loop against. */
@NullMarked
package dev.millrace.recording.telemetry.compression;

import org.jspecify.annotations.NullMarked;
