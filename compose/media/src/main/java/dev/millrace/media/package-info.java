/** H.264 as it lies in files: containers, byte streams, NAL units. */
@NullMarked
package dev.millrace.media;

import org.jspecify.annotations.NullMarked;
