package dev.millrace.topology.tracking;

import java.util.Arrays;

/** What somebody looks like, as a vector: the more alike, the smaller the angle. */
public final class Embedding {

    public static final Embedding NONE = new Embedding(new float[0]);

    private final float[] unit;

    private Embedding(float[] unit) {
        this.unit = unit;
    }

    /** Of any length; none of one that has no direction, or numbers that are none. */
    public static Embedding of(float[] vector) {
        var square = 0.0;
        for (var each : vector) square += (double) each * each;
        if (!(square > 0) || !Double.isFinite(square)) return NONE;
        var unit = vector.clone();
        var length = Math.sqrt(square);
        for (var i = 0; i < unit.length; i++) unit[i] = (float) (unit[i] / length);
        return new Embedding(unit);
    }

    /** What {@link #toArray()} gave. */
    static Embedding ofUnit(float[] unit) {
        return new Embedding(unit.clone());
    }

    float[] toArray() {
        return unit.clone();
    }

    boolean isKnown() {
        return unit.length > 0;
    }

    /** One less the cosine of the angle, from 0 to 2; not to be asked of vectors of different lengths. */
    double distance(Embedding other) {
        var cosine = 0.0;
        for (var i = 0; i < unit.length; i++) cosine += (double) unit[i] * other.unit[i];
        return Math.max(0, 1 - cosine);
    }

    boolean isComparableTo(Embedding other) {
        return isKnown() && unit.length == other.unit.length;
    }

    /** Moved towards a newer one, which counts {@code share} of the whole. */
    Embedding towards(Embedding newer, double share) {
        if (!newer.isKnown()) return this;
        if (!isComparableTo(newer)) return newer;
        var mixed = new float[unit.length];
        for (var i = 0; i < unit.length; i++) mixed[i] = (float) ((1 - share) * unit[i] + share * newer.unit[i]);
        return of(mixed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Embedding that && Arrays.equals(unit, that.unit);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(unit);
    }
}
