/** Video: in from producers, and out to whoever watches. */
@NullMarked
package dev.millrace.gateway.hub.video;

import org.jspecify.annotations.NullMarked;
