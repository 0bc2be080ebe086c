package dev.millrace.gateway.hub.video;

/**
 * A walk over the NAL units of Annex B bytes, with start codes of three or four bytes; allocates nothing. Not
 * thread-safe.
 */
public final class NalUnits {

    public static final int SLICE = 1;
    public static final int IDR_SLICE = 5;
    public static final int SPS = 7;
    public static final int PPS = 8;

    private final byte[] bytes;
    private final int limit;
    private int codeAt;
    private int start;
    private int end;
    private int next;

    public NalUnits(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.limit = offset + length;
        this.next = startCode(offset);
    }

    /** Goes to the next unit that has at least its first byte; false when there is none. */
    public boolean next() {
        while (next < limit) {
            codeAt = next;
            start = next + 3;
            next = startCode(start);
            end = next;
            // Zeros before the next start code belong to it.
            while (end > start && bytes[end - 1] == 0) end--;
            if (end > start) return true;
        }
        return false;
    }

    public int type() {
        return bytes[start] & 0x1F;
    }

    /** Coded slices, with or without data partitioning. */
    public boolean isSlice() {
        return type() >= SLICE && type() <= IDR_SLICE;
    }

    /** Of a slice: whether it is its picture's first, which is so when {@code first_mb_in_slice} is 0, coded as a single 1. */
    public boolean startsPicture() {
        return start + 1 < end && (bytes[start + 1] & 0x80) != 0;
    }

    /** Where the unit's first byte is. */
    public int start() {
        return start;
    }

    public int end() {
        return end;
    }

    /** Where its start code begins, with the fourth byte if it has one. */
    int startWithCode(int offset) {
        return codeAt > offset && bytes[codeAt - 1] == 0 ? codeAt - 1 : codeAt;
    }

    /** Where the next 00 00 01 is, or the limit. */
    private int startCode(int from) {
        for (var i = from; i + 2 < limit; i++) {
            if (bytes[i + 2] > 1 || bytes[i + 2] < 0) i += 2;
            else if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) return i;
        }
        return limit;
    }
}
