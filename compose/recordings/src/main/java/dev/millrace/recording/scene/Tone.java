package dev.millrace.recording.scene;

import java.awt.Color;

/** A colour of light: red, green and blue from 0 to 1. */
record Tone(double red, double green, double blue) {

    static final Tone WHITE = new Tone(1, 1, 1);
    static final Tone BLACK = new Tone(0, 0, 0);

    /** From the usual six hexadecimal digits. */
    static Tone of(int rgb) {
        return new Tone((rgb >> 16 & 0xFF) / 255.0, (rgb >> 8 & 0xFF) / 255.0, (rgb & 0xFF) / 255.0);
    }

    /** This at 0, the other at 1. */
    Tone mix(Tone other, double share) {
        return new Tone(
                red + (other.red - red) * share,
                green + (other.green - green) * share,
                blue + (other.blue - blue) * share);
    }

    /** This surface under that light. */
    Tone under(Tone light) {
        return new Tone(red * light.red, green * light.green, blue * light.blue);
    }

    Tone times(double factor) {
        return new Tone(red * factor, green * factor, blue * factor);
    }

    Color color() {
        return color(1);
    }

    Color color(double opacity) {
        return new Color(clamped(red), clamped(green), clamped(blue), clamped(opacity));
    }

    private static float clamped(double value) {
        return (float) Math.max(0, Math.min(1, value));
    }
}
