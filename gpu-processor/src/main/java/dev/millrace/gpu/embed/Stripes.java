package dev.millrace.gpu.embed;

/**
 * Histograms of the colours of a person's picture, one for each of some stripes from head to foot. What is in the middle
 * of the picture counts more than what is at its sides, which is mostly ground; colours that are hardly one count as grey,
 * by their brightness. Neighbouring bins share what is between them.
 */
final class Stripes {

    static final int WIDTH = 32;
    static final int HEIGHT = 96;

    private static final int STRIPES = 6;
    private static final int HUES = 12;
    private static final int GREYS = 8;
    private static final int BINS = HUES + GREYS;

    /** How far from the middle, as a part of the width, the weight of a pixel is less by e to the half. */
    private static final double SPREAD = 0.2;

    private Stripes() {}

    /** @param pixels red, green, blue; rows begin {@code stride} apart */
    static float[] of(byte[] pixels, int stride) {
        var histograms = new double[STRIPES * BINS];
        var hsv = new double[3];
        for (var y = 0; y < HEIGHT; y++) {
            var stripe = y * STRIPES / HEIGHT * BINS;
            for (var x = 0; x < WIDTH; x++) {
                var at = y * stride + x * 3;
                hsv(pixels[at] & 255, pixels[at + 1] & 255, pixels[at + 2] & 255, hsv);
                count(histograms, stripe, hsv, weight(x));
            }
        }
        var roots = new float[histograms.length];
        for (var i = 0; i < roots.length; i++) roots[i] = (float) Math.sqrt(histograms[i]);
        return roots;
    }

    private static double weight(int x) {
        var away = ((x + 0.5) / WIDTH - 0.5) / SPREAD;
        return Math.exp(-away * away / 2);
    }

    private static void count(double[] histograms, int stripe, double[] hsv, double weight) {
        var colour = Math.min(1, hsv[1] * hsv[2] * 4);
        var hue = hsv[0] * HUES;
        share(histograms, stripe, HUES, hue, weight * colour, true);
        share(histograms, stripe + HUES, GREYS, hsv[2] * GREYS, weight * (1 - colour), false);
    }

    private static void share(double[] histograms, int from, int bins, double place, double weight, boolean isRound) {
        var lower = (int) Math.floor(place - 0.5);
        var upperPart = place - 0.5 - lower;
        histograms[from + bin(lower, bins, isRound)] += weight * (1 - upperPart);
        histograms[from + bin(lower + 1, bins, isRound)] += weight * upperPart;
    }

    private static int bin(int number, int bins, boolean isRound) {
        return isRound ? Math.floorMod(number, bins) : Math.max(0, Math.min(bins - 1, number));
    }

    /** Hue, saturation, value, each from 0 to 1. */
    private static void hsv(int red, int green, int blue, double[] into) {
        var most = Math.max(red, Math.max(green, blue));
        var span = most - Math.min(red, Math.min(green, blue));
        var sixths = span == 0
                ? 0.0
                : most == red
                        ? (double) (green - blue) / span
                        : most == green ? 2 + (double) (blue - red) / span : 4 + (double) (red - green) / span;
        into[0] = (sixths < 0 ? sixths + 6 : sixths) / 6;
        into[1] = most == 0 ? 0 : (double) span / most;
        into[2] = most / 255.0;
    }
}
