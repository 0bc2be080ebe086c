package dev.millrace.gateway.hub.video;

/** Unsigned Exp-Golomb codes, as H.264 writes its small numbers. */
final class ExpGolomb {

    private static final int LONGEST = 16;

    private ExpGolomb() {}

    /** The number coded from the first bit of {@code from} on; -1 when it is cut off or longer than any id. */
    static int first(byte[] bytes, int from, int to) {
        var zeros = 0;
        while (bit(bytes, from, to, zeros) == 0) zeros++;
        if (zeros > LONGEST || bit(bytes, from, to, zeros) < 0) return -1;
        var value = 1;
        for (var i = 1; i <= zeros; i++) {
            var bit = bit(bytes, from, to, zeros + i);
            if (bit < 0) return -1;
            value = value << 1 | bit;
        }
        return value - 1;
    }

    /** -1 beyond the end. */
    private static int bit(byte[] bytes, int from, int to, int position) {
        var at = from + (position >> 3);
        return at < to ? bytes[at] >> (7 - (position & 7)) & 1 : -1;
    }
}
