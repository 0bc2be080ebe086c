package dev.millrace.recording.scene;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** The water in front: a rippled reflection of what stands above it, darker towards the viewer, with glints that run down the race. */
final class Pond {

    /** Where the water begins, as a share of the picture's height. */
    static final double SHORE = 540.0 / 720;

    /** How much of what is above is seen in the water below. */
    private static final double FORESHORTENING = 1.55;

    private final Noise noise;

    Pond(Noise noise) {
        this.noise = noise;
    }

    void draw(BufferedImage picture, Moment moment, Light light) {
        int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        int width = picture.getWidth();
        int height = picture.getHeight();
        int shore = (int) (height * SHORE);
        double unit = height / 720.0;
        Tone deep = light.on(Tone.of(0x1E4A5F));
        int glint = packed(light.on(Tone.WHITE).mix(light.horizon(), 0.35));
        double flow = moment.turn(18, 0) * Noise.PERIOD;
        double shimmer = moment.turn(9, 0) * Noise.PERIOD;
        for (int y = shore; y < height; y++) {
            double depth = (double) (y - shore) / (height - shore);
            int mirrored = Math.max(0, (int) (shore - 1 - (y - shore) * FORESHORTENING));
            double row = 34 / (depth + 0.14);
            int deepening = (int) (256 * (0.28 + 0.42 * depth));
            int bottom = packed(deep);
            double reach = (3 + 22 * depth) * unit;
            double across = 0.24 / unit / (0.5 + depth * 1.6);
            for (int x = 0; x < width; x++) {
                float ripple = noise.at(x * across - flow * 2, row * 3 + shimmer);
                int shift = (int) ((ripple - 0.5f) * reach * 2);
                int from = Math.max(0, Math.min(width - 1, x + shift));
                int above = Math.max(0, Math.min(shore - 1, mirrored + shift / 2));
                int colour = blend(pixels[above * width + from], bottom, deepening);
                pixels[y * width + x] = ripple > 0.66f ? blend(colour, glint, (int) ((ripple - 0.66f) * 900)) : colour;
            }
        }
    }

    private static int packed(Tone tone) {
        return tone.color().getRGB() & 0xFFFFFF;
    }

    /** Mixes two colours; {@code share} of the second runs to 256. */
    private static int blend(int first, int second, int share) {
        int part = Math.min(256, share);
        int rest = 256 - part;
        int redAndBlue = ((first & 0xFF00FF) * rest + (second & 0xFF00FF) * part >>> 8) & 0xFF00FF;
        int green = ((first & 0x00FF00) * rest + (second & 0x00FF00) * part >>> 8) & 0x00FF00;
        return redAndBlue | green;
    }
}
