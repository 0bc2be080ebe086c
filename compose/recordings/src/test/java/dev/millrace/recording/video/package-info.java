@NullMarked
package dev.millrace.recording.video;

import org.jspecify.annotations.NullMarked;
