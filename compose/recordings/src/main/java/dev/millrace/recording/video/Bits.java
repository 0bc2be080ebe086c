package dev.millrace.recording.video;

/** The bits of a NAL unit's payload without its emulation prevention bytes. Beyond the end there are only zeros. */
final class Bits {

    private static final int LONGEST_CODE = 31;

    private final byte[] bytes;
    private int index;
    private int bit;
    private int zeros;
    private boolean isExhausted;

    Bits(byte[] bytes, int from) {
        this.bytes = bytes;
        this.index = from;
    }

    /** Up to 31 bits as a number. */
    int read(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | bit();
        }
        return value;
    }

    /** An unsigned Exp-Golomb code; 0 when it is longer than any that is allowed. */
    int unsigned() {
        int length = 0;
        while (length <= LONGEST_CODE && !isExhausted && bit() == 0) {
            length++;
        }
        if (length >= LONGEST_CODE) {
            isExhausted = true;
            return 0;
        }
        return (1 << length) - 1 + read(length);
    }

    /** A signed Exp-Golomb code. */
    int signed() {
        int code = unsigned();
        return (code & 1) == 1 ? (code >> 1) + 1 : -(code >> 1);
    }

    /** Whether more was read than there is, or something that cannot be. */
    boolean isExhausted() {
        return isExhausted;
    }

    private int bit() {
        if (bit == 0 && zeros >= 2 && index < bytes.length && bytes[index] == 3) {
            index++;
            zeros = 0;
        }
        if (index >= bytes.length) {
            isExhausted = true;
            return 0;
        }
        int value = bytes[index] >> (7 - bit) & 1;
        if (++bit == 8) {
            bit = 0;
            zeros = bytes[index] == 0 ? zeros + 1 : 0;
            index++;
        }
        return value;
    }
}
