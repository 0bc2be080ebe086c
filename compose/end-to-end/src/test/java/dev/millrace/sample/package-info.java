/** A capability from outside: topics, a topology, a route, a socket and a page, none of which the frame knows. */
@NullMarked
package dev.millrace.sample;

import org.jspecify.annotations.NullMarked;
