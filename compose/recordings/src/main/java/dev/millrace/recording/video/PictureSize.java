package dev.millrace.recording.video;

import dev.millrace.media.Nal;
import java.util.Optional;

/**
 * The size of a stream's pictures.
 *
 * @param width pixels
 * @param height pixels
 */
public record PictureSize(int width, int height) {

    private static final int LARGEST_IN_MACROBLOCKS = 1 << 12;

    /** The size that a sequence parameter set tells, by section 7.3.2.1.1 of H.264; empty when it makes no sense. */
    static Optional<PictureSize> of(Nal sps) {
        var bits = new Bits(sps.bytes(), sps.header() + 1);
        int profile = bits.read(8);
        bits.read(16);
        bits.unsigned();
        int chroma = hasChromaFormat(profile) ? skipHighProfile(bits) : 1;
        bits.unsigned();
        skipOrder(bits);
        bits.unsigned();
        bits.read(1);
        long columns = bits.unsigned() + 1L;
        long rows = bits.unsigned() + 1L;
        int fields = 2 - bits.read(1);
        if (fields == 2) {
            bits.read(1);
        }
        bits.read(1);
        if (columns > LARGEST_IN_MACROBLOCKS || rows > LARGEST_IN_MACROBLOCKS || bits.isExhausted()) {
            return Optional.empty();
        }
        return cropped(bits, (int) columns * 16, (int) rows * 16 * fields, chroma, fields);
    }

    private static Optional<PictureSize> cropped(Bits bits, int width, int height, int chroma, int fields) {
        long columns = 0;
        long rows = 0;
        if (bits.read(1) == 1) {
            columns = (long) bits.unsigned() + bits.unsigned();
            rows = (long) bits.unsigned() + bits.unsigned();
        }
        long croppedWidth = width - columns * (chroma == 1 || chroma == 2 ? 2 : 1);
        long croppedHeight = height - rows * (chroma == 1 ? 2 : 1) * fields;
        return bits.isExhausted() || croppedWidth <= 0 || croppedHeight <= 0
                ? Optional.empty()
                : Optional.of(new PictureSize((int) croppedWidth, (int) croppedHeight));
    }

    private static boolean hasChromaFormat(int profile) {
        return switch (profile) {
            case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
            default -> false;
        };
    }

    private static int skipHighProfile(Bits bits) {
        int chroma = bits.unsigned();
        if (chroma == 3) {
            bits.read(1);
        }
        bits.unsigned();
        bits.unsigned();
        bits.read(1);
        if (bits.read(1) == 1) {
            for (int list = 0; list < (chroma == 3 ? 12 : 8); list++) {
                if (bits.read(1) == 1) {
                    skipScaling(bits, list < 6 ? 16 : 64);
                }
            }
        }
        return chroma;
    }

    private static void skipScaling(Bits bits, int entries) {
        int last = 8;
        int next = 8;
        for (int i = 0; i < entries; i++) {
            if (next != 0) {
                next = Math.floorMod(last + bits.signed(), 256);
            }
            last = next == 0 ? last : next;
        }
    }

    private static void skipOrder(Bits bits) {
        int type = bits.unsigned();
        if (type == 0) {
            bits.unsigned();
        } else if (type == 1) {
            bits.read(1);
            bits.unsigned();
            bits.unsigned();
            int cycle = bits.unsigned();
            for (int i = 0; i < cycle && !bits.isExhausted(); i++) {
                bits.unsigned();
            }
        }
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
