@NullMarked
package dev.millrace.recording.device;

import org.jspecify.annotations.NullMarked;
