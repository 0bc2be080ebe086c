/** Complete readings from the packets of vehicles that leave out what can be predicted. */
@NullMarked
package dev.millrace.topology.telemetry;

import org.jspecify.annotations.NullMarked;
