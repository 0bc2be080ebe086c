package dev.millrace.gpu.camera;

/**
 * A picture as it is coded.
 *
 * @param data Annex B, without parameter sets
 * @param configuration SPS and PPS in force, Annex B; of keyframes only, else empty
 * @param frame its number in the whole recording, in the order of showing, from 0
 * @param order its number in the order of decoding, from 0
 * @param part of the recording that it is in, from 0
 */
@SuppressWarnings("ArrayRecordComponent") // handed on untouched; nobody compares pictures
record CodedPicture(byte[] data, byte[] configuration, boolean isKeyframe, long frame, long order, int part) {}
