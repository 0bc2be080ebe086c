package dev.millrace.gateway.hub.device;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The size of a JPEG picture, read from the segments before its pixels.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 */
record JpegHeader(int width, int height) {

    private static final int MARKER = 0xFF;
    private static final int START_OF_IMAGE = 0xD8;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int START_OF_SCAN = 0xDA;
    /** What stands in a frame's segment before the components: length, precision, height, width, their number. */
    private static final int FRAME_BYTES = 8;

    /** Empty when the bytes from {@code from} on are no JPEG picture whose size and first pixels are there. */
    static Optional<JpegHeader> read(byte[] bytes, int from) {
        if (!begins(bytes, from)) return Optional.empty();
        @Nullable JpegHeader frame = null;
        for (var at = from + 2; at + 3 < bytes.length && octet(bytes, at) == MARKER; ) {
            var marker = octet(bytes, at + 1);
            if (marker == MARKER) {
                at++;
                continue;
            }
            if (hasNoLength(marker)) return Optional.empty();
            var length = twoOctets(bytes, at + 2);
            if (length < 2 || length > bytes.length - at - 2) return Optional.empty();
            if (marker == START_OF_SCAN) return Optional.ofNullable(frame);
            if (isFrame(marker)) {
                frame = frame(bytes, at + 2, length);
                if (frame == null) return Optional.empty();
            }
            at += 2 + length;
        }
        return Optional.empty();
    }

    /** Whether the bytes from {@code from} on start like a picture: the start of an image, and a marker. */
    static boolean begins(byte[] bytes, int from) {
        return bytes.length - from > 2
                && octet(bytes, from) == MARKER
                && octet(bytes, from + 1) == START_OF_IMAGE
                && octet(bytes, from + 2) == MARKER;
    }

    private static @Nullable JpegHeader frame(byte[] bytes, int at, int length) {
        if (length < FRAME_BYTES) return null;
        var height = twoOctets(bytes, at + 3);
        var width = twoOctets(bytes, at + 5);
        return width == 0 || height == 0 ? null : new JpegHeader(width, height);
    }

    /** All of C0 to CF but the tables of Huffman and arithmetic codes, and the one that is kept for later. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /** Stands alone, or stands for nothing; neither comes before the pixels. */
    private static boolean hasNoLength(int marker) {
        return marker <= 0x01 || marker >= 0xD0 && marker <= END_OF_IMAGE;
    }

    private static int octet(byte[] bytes, int at) {
        return bytes[at] & 0xFF;
    }

    private static int twoOctets(byte[] bytes, int at) {
        return octet(bytes, at) << 8 | octet(bytes, at + 1);
    }
}
