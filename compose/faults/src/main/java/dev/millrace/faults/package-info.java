/** Faults: kills, pauses and cuts real processes and links, and counts what came of it. */
@NullMarked
package dev.millrace.faults;

import org.jspecify.annotations.NullMarked;
