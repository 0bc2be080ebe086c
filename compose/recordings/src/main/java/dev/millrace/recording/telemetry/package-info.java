/** Drives of electric cars, the edge's compression of them, and their player. */
@NullMarked
package dev.millrace.recording.telemetry;

import org.jspecify.annotations.NullMarked;
