/** Vehicles' packets in by HTTP, complete readings out to dashboards, byte for byte as the legacy telemetry server. */
@NullMarked
package dev.millrace.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
