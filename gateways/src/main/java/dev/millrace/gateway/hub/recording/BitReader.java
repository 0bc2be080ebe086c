package dev.millrace.gateway.hub.recording;

/** The bits of a NAL unit's payload, without the bytes that keep it from looking like a start code. Zeros beyond its end. */
final class BitReader {

    private static final int LONGEST = 31;

    private final byte[] bytes;
    private final int length;
    private int position;

    /** @param from the payload's first byte, behind the unit's head */
    BitReader(byte[] unit, int from, int to) {
        var plain = new byte[Math.max(0, to - from)];
        var count = 0;
        var zeros = 0;
        for (var i = from; i < to; i++) {
            if (zeros >= 2 && unit[i] == 3) {
                zeros = 0;
                continue;
            }
            zeros = unit[i] == 0 ? zeros + 1 : 0;
            plain[count++] = unit[i];
        }
        this.bytes = plain;
        this.length = count;
    }

    int bits(int count) {
        var value = 0;
        for (var i = 0; i < count; i++) value = value << 1 | bit();
        return value;
    }

    boolean flag() {
        return bit() == 1;
    }

    /** An unsigned Exp-Golomb code; the largest int for one that is longer than any should be. */
    int unsigned() {
        var zeros = 0;
        while (bit() == 0) {
            if (++zeros >= LONGEST) return Integer.MAX_VALUE;
        }
        return (1 << zeros) - 1 + bits(zeros);
    }

    /** A signed one. */
    int signed() {
        var code = unsigned();
        return (code & 1) == 1 ? (code >> 1) + 1 : -(code >> 1);
    }

    private int bit() {
        var at = position >> 3;
        var bit = at < length ? bytes[at] >> (7 - (position & 7)) & 1 : 0;
        position++;
        return bit;
    }
}
