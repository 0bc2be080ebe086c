/** The world that devices move in: where one is, models of the space, ways through it; and the call to begin anew. */
@NullMarked
package dev.millrace.gateway.hub.world;

import org.jspecify.annotations.NullMarked;
