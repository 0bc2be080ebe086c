package dev.millrace.gpu.decode;

/** Where a stream's newest keyframe is. */
record Keyframe(int partition, long offset, long epoch) {}
