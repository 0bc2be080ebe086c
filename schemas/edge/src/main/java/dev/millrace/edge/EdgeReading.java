package dev.millrace.edge;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One reading of a vehicle as its decoder shows it.
 *
 * @param timeMs milliseconds since 1970 on the vehicle's clock; an estimate when the keyframe was missed, 0 when unknown
 * @param isTimeExact the vehicle said so
 * @param isLate it arrived after a newer one of its epoch, or of an epoch that is over
 * @param isDegraded its decoder had missed packets: what it does not hold itself has no bound
 * @param transmitted how many of its values the vehicle sent
 * @param values of the signals that have one
 */
public record EdgeReading(
        long epoch,
        long sequence,
        long timeMs,
        boolean isTimeExact,
        boolean isKeyframe,
        boolean isLate,
        boolean isDegraded,
        int transmitted,
        List<Value> values) {

    /** Where a value comes from. */
    public enum Provenance {
        TRANSMITTED,
        PREDICTED,
        /** By a decoder that has missed packets. */
        DEGRADED
    }

    /** @param bound how far the value may be from the true one; empty when nothing is known */
    public record Value(String name, double value, Provenance provenance, OptionalDouble bound) {}

    public EdgeReading {
        values = List.copyOf(values);
    }

    public Optional<Value> value(String name) {
        return values.stream().filter(value -> value.name().equals(name)).findFirst();
    }
}
