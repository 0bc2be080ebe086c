/** Devices: who is connected, what they say, and how they are spoken to. */
@NullMarked
package dev.millrace.gateway.hub.device;

import org.jspecify.annotations.NullMarked;
