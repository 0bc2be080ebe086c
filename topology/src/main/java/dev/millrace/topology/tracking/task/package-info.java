/** Decisions about tracking tasks: which are active, and how far each is. */
@NullMarked
package dev.millrace.topology.tracking.task;

import org.jspecify.annotations.NullMarked;
