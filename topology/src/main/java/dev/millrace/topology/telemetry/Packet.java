package dev.millrace.topology.telemetry;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What a vehicle sent: a stamp, and the fields that it did not leave out.
 *
 * @param timestampMs on the vehicle's clock, 0 when absent
 * @param isCompressed absent fields are to be predicted; otherwise there are none
 */
record Packet(
        long timestampMs,
        OptionalDouble speed,
        OptionalDouble battery,
        OptionalDouble power,
        OptionalDouble heading,
        double odometer,
        boolean isResync,
        boolean isCompressed) {

    /** The fields that may be left out. */
    List<OptionalDouble> optional() {
        return List.of(speed, battery, power, heading);
    }

    boolean isComplete() {
        return optional().stream().allMatch(OptionalDouble::isPresent);
    }

    boolean isFinite() {
        return Stream.concat(
                        optional().stream().filter(OptionalDouble::isPresent).map(OptionalDouble::getAsDouble),
                        Stream.of(odometer))
                .allMatch(Double::isFinite);
    }

    int sent() {
        return (int) optional().stream().filter(OptionalDouble::isPresent).count();
    }
}
