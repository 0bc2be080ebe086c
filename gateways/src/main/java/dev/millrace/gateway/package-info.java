/** The frame of the gateways: one Jetty, and what a capability is given to mount its routes and sockets on it. */
@NullMarked
package dev.millrace.gateway;

import org.jspecify.annotations.NullMarked;
