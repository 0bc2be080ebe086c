/** Decisions about devices: who is there, and what each said last. */
@NullMarked
package dev.millrace.topology.device;

import org.jspecify.annotations.NullMarked;
