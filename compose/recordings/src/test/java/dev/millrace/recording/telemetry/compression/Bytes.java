package dev.millrace.recording.telemetry.compression;

import com.google.protobuf.CodedOutputStream;

/** What numbers take. */
final class Bytes {

    /** A float, or a position in units of 10⁻⁷ degrees, as receivers give it. */
    static final int VALUE = 4;

    private Bytes() {}

    static int varint(long number) {
        return CodedOutputStream.computeSInt64SizeNoTag(number);
    }

    /** What a reader gets of a value in four bytes. */
    static double stored(int signal, double value) {
        return signal >= 5 ? Math.rint(value * 1e7) / 1e7 : (float) value;
    }
}
