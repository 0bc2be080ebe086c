@NullMarked
package dev.millrace.recording.telemetry;

import org.jspecify.annotations.NullMarked;
