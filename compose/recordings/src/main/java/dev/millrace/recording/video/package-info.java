/** H.264 recordings, the packets a producer makes of them, and their player. */
@NullMarked
package dev.millrace.recording.video;

import org.jspecify.annotations.NullMarked;
