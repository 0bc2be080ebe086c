/** The frame that topologies run in: how they are found, built, run, watched, and what becomes of bad input. */
@NullMarked
package dev.millrace.topology;

import org.jspecify.annotations.NullMarked;
