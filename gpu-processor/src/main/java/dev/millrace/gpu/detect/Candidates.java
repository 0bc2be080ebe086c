package dev.millrace.gpu.detect;

import java.util.ArrayList;
import java.util.List;

/** Takes what a model finds in one picture, from its own pixels to those of the picture, and leaves out what is none. */
final class Candidates {

    private final double across;
    private final double down;
    private final int width;
    private final int height;
    private final double least;
    private final List<Detection> found = new ArrayList<>();
    private long unusable;

    /**
     * @param across pixels of the model that one of the picture takes from left to right
     * @param down the same from top to bottom
     * @param width of the picture
     * @param least score
     */
    Candidates(double across, double down, int width, int height, double least) {
        this.across = across;
        this.down = down;
        this.width = width;
        this.height = height;
        this.least = least;
    }

    /** Whether it is worth while to see where this is. */
    boolean isLikely(double score) {
        if (!Double.isFinite(score)) unusable++;
        return score >= least && score < Double.POSITIVE_INFINITY;
    }

    /** Adds a box in the model's pixels. */
    void add(double left, double top, double right, double bottom, double score) {
        if (!Double.isFinite(left) || !Double.isFinite(top) || !Double.isFinite(right) || !Double.isFinite(bottom)) {
            unusable++;
            return;
        }
        var box = new Detection(
                clipped(left / across, width),
                clipped(top / down, height),
                clipped(right / across, width),
                clipped(bottom / down, height),
                (float) Math.min(1, score));
        if (box.width() > 0 && box.height() > 0) found.add(box);
    }

    private static float clipped(double place, int most) {
        return (float) Math.max(0, Math.min(most, place));
    }

    List<Detection> found() {
        return found;
    }

    /** Values that were no numbers. */
    long unusable() {
        return unusable;
    }
}
