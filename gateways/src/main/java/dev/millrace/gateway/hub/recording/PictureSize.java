package dev.millrace.gateway.hub.recording;

import java.util.Set;

/** How large the pictures of a stream are, as its SPS says (H.264, 7.3.2.1.1). */
record PictureSize(int width, int height) {

    private static final Set<Integer> WITH_CHROMA =
            Set.of(100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135);
    private static final int LARGEST_IN_MACROBLOCKS = 4_096;

    /** 0 by 0 for one that makes no sense. */
    static PictureSize of(byte[] bytes, int from, int to) {
        var bits = new BitReader(bytes, from + 1, to);
        var profile = bits.bits(8);
        bits.bits(16);
        bits.unsigned();
        var chroma = WITH_CHROMA.contains(profile) ? chroma(bits) : 1;
        bits.unsigned();
        skipOrder(bits);
        bits.unsigned();
        bits.flag();
        var columns = (long) bits.unsigned() + 1;
        var rows = (long) bits.unsigned() + 1;
        var fields = bits.flag() ? 1 : 2;
        if (fields == 2) bits.flag();
        bits.flag();
        if (columns > LARGEST_IN_MACROBLOCKS || rows > LARGEST_IN_MACROBLOCKS) return new PictureSize(0, 0);
        var width = (int) columns * 16;
        var height = (int) rows * 16 * fields;
        return bits.flag() ? cropped(width, height, chroma, fields, bits) : new PictureSize(width, height);
    }

    private static int chroma(BitReader bits) {
        var format = bits.unsigned();
        if (format == 3) bits.flag();
        bits.unsigned();
        bits.unsigned();
        bits.flag();
        if (bits.flag()) skipScaling(bits, format == 3 ? 12 : 8);
        return format;
    }

    private static void skipScaling(BitReader bits, int lists) {
        for (var list = 0; list < lists; list++) {
            if (!bits.flag()) continue;
            var size = list < 6 ? 16 : 64;
            for (int i = 0, last = 8, next = 8; i < size && next != 0; i++) {
                next = Math.floorMod(last + bits.signed(), 256);
                last = next == 0 ? last : next;
            }
        }
    }

    private static void skipOrder(BitReader bits) {
        var type = bits.unsigned();
        if (type == 0) {
            bits.unsigned();
        } else if (type == 1) {
            bits.flag();
            bits.signed();
            bits.signed();
            var cycle = Math.min(255, bits.unsigned());
            for (var i = 0; i < cycle; i++) bits.signed();
        }
    }

    private static PictureSize cropped(int width, int height, int chroma, int fields, BitReader bits) {
        var across = chroma == 1 || chroma == 2 ? 2 : 1;
        var down = (chroma == 1 ? 2 : 1) * fields;
        var left = (long) bits.unsigned() + bits.unsigned();
        var top = (long) bits.unsigned() + bits.unsigned();
        var x = width - left * across;
        var y = height - top * down;
        return x < 1 || y < 1 ? new PictureSize(0, 0) : new PictureSize((int) x, (int) y);
    }
}
