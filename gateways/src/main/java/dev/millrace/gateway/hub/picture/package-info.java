/** Pictures of streams: the newest as one JPEG, or as many as wanted as a stream of them. */
@NullMarked
package dev.millrace.gateway.hub.picture;

import org.jspecify.annotations.NullMarked;
