package dev.millrace.topology.imu;

/** How a window decides, in nanoseconds and numbers of samples; {@link dev.millrace.topology.ImuSettings} explains each. */
record Rules(long windowNs, long horizonNs, int jumpSamples, int held, int remembered) {}
