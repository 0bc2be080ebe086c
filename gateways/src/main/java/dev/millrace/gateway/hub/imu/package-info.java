/** Inertial samples: what devices send, and how each device's ordering fares. */
@NullMarked
package dev.millrace.gateway.hub.imu;

import org.jspecify.annotations.NullMarked;
