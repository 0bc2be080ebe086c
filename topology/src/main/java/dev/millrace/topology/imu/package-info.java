/** Inertial samples: each device's in the order of time, each once. */
@NullMarked
package dev.millrace.topology.imu;

import org.jspecify.annotations.NullMarked;
