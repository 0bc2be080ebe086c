package dev.millrace.gpu.model;

/**
 * Where a picture is in a model's input, whose upper left corners are the same.
 *
 * @param width that it takes
 * @param across how many pixels of the input one of the picture takes, from left to right
 * @param down the same from top to bottom
 */
public record Placement(int width, int height, double across, double down) {

    static Placement of(Region region, InputCard input) {
        if (input.resize() == InputCard.Resize.STRETCH) return of(region, input.width(), input.height());
        var factor = Math.min((double) input.width() / region.width(), (double) input.height() / region.height());
        return of(
                region,
                within(input.width(), region.width() * factor),
                within(input.height(), region.height() * factor));
    }

    private static Placement of(Region region, int width, int height) {
        return new Placement(width, height, (double) width / region.width(), (double) height / region.height());
    }

    private static int within(int most, double length) {
        return Math.max(1, Math.min(most, (int) Math.round(length)));
    }
}
