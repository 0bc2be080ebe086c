package dev.millrace.gpu.model;

import java.util.List;

/**
 * How a model wants pictures: each value is {@code (byte - mean) / deviation}.
 *
 * @param layout what follows what: all of a colour, or all of a pixel
 * @param colours the order of colours, of {@code mean} and of {@code deviation}
 * @param resize how a picture of other proportions gets in
 * @param fill of what a letterboxed picture does not cover, as a byte
 */
public record InputCard(
        int width,
        int height,
        Layout layout,
        Colours colours,
        Resize resize,
        int fill,
        List<Float> mean,
        List<Float> deviation) {

    private static final int LONGEST = 8192;

    /** N is the picture of a batch, C the colour. */
    public enum Layout {
        NCHW,
        NHWC
    }

    public enum Colours {
        BGR,
        RGB
    }

    public enum Resize {
        /** Proportions are lost. */
        STRETCH,
        /** Proportions are kept: the picture is in the upper left, the rest is filled. */
        LETTERBOX
    }

    public InputCard {
        if (width < 1 || width > LONGEST) throw new IllegalArgumentException("width is 1 to 8192, not " + width);
        if (height < 1 || height > LONGEST) throw new IllegalArgumentException("height is 1 to 8192, not " + height);
        if (fill < 0 || fill > 255) throw new IllegalArgumentException("fill is a byte, not " + fill);
        if (mean.size() != 3) throw new IllegalArgumentException("mean has a value for each of three colours");
        if (deviation.size() != 3)
            throw new IllegalArgumentException("deviation has a value for each of three colours");
        if (deviation.stream().anyMatch(value -> !(value > 0)))
            throw new IllegalArgumentException("deviation must be positive: " + deviation);
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
    }

    /** Values of one picture. */
    int values() {
        return 3 * width * height;
    }

    long[] shape(long batch) {
        return layout == Layout.NCHW ? new long[] {batch, 3, height, width} : new long[] {batch, height, width, 3};
    }
}
