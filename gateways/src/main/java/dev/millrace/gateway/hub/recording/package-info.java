/** What a stream showed in a span of time, as a file. */
@NullMarked
package dev.millrace.gateway.hub.recording;

import org.jspecify.annotations.NullMarked;
