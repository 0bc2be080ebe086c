/** The clocks of devices: asked over their sockets, and shown. */
@NullMarked
package dev.millrace.gateway.hub.clock;

import org.jspecify.annotations.NullMarked;
