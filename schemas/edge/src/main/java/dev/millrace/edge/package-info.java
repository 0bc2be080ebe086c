/** How vehicles say what they measured: the closed-loop codec, and the reading of every form of packet. */
@NullMarked
package dev.millrace.edge;

import org.jspecify.annotations.NullMarked;
