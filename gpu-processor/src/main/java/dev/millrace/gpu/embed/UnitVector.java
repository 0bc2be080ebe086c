package dev.millrace.gpu.embed;

/** Vectors of length 1. */
final class UnitVector {

    /** Of somebody of whom nothing can be told. */
    static final float[] NONE = {};

    private UnitVector() {}

    /** The direction of a vector; {@link #NONE} when it has none, or is not of numbers alone. */
    static float[] of(float[] values) {
        var squares = 0.0;
        for (var value : values) squares += (double) value * value;
        var length = Math.sqrt(squares);
        if (!(length > 0) || !Double.isFinite(length)) return NONE;
        var unit = new float[values.length];
        for (var i = 0; i < unit.length; i++) unit[i] = (float) (values[i] / length);
        return unit;
    }
}
