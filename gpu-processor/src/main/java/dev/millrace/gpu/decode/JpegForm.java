package dev.millrace.gpu.decode;

/**
 * How a picture is to be encoded.
 *
 * @param quality 1 to 100, as people know it from other encoders
 */
record JpegForm(int width, int height, int quality) {

    /** A picture of this size, made smaller where its longer side is longer than wanted; 0 for as it is. */
    static JpegForm fitting(int width, int height, int longestSide, int quality) {
        var longer = Math.max(width, height);
        if (longestSide <= 0 || longer <= longestSide) return new JpegForm(width, height, quality);
        return new JpegForm(scaled(width, longestSide, longer), scaled(height, longestSide, longer), quality);
    }

    /** Rounded, and at least a pixel. */
    private static int scaled(int side, int numerator, int denominator) {
        return Math.max(1, (int) (((long) side * numerator + denominator / 2) / denominator));
    }

    /**
     * The step by which coefficients are divided, beside the table: the curve of the Independent JPEG Group's encoder,
     * whose table at 50 is about FFmpeg's at 8.
     */
    double quantiser() {
        var percent = quality < 50 ? 5_000.0 / quality : 200.0 - 2.0 * quality;
        return Math.min(31, Math.max(1, 8 * percent / 100));
    }
}
