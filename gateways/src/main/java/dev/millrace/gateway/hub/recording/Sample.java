package dev.millrace.gateway.hub.recording;

import com.google.protobuf.ByteString;

/**
 * One coded picture of a recording.
 *
 * @param data Annex B, all its slices
 * @param configuration of a keyframe: its SPS and PPS, Annex B
 * @param atNs since the recording's first picture
 */
record Sample(ByteString data, ByteString configuration, boolean isKeyframe, long atNs) {}
