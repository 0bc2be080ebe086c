/** Decisions about video streams: where each lives, and who owns it. */
@NullMarked
package dev.millrace.topology.video;

import org.jspecify.annotations.NullMarked;
