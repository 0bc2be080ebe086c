package dev.millrace.topology.telemetry;

import java.util.OptionalDouble;

/** A complete reading of a vehicle, and where each value of it came from. */
record Reading(Value speed, Value battery, Value power, Value heading) {

    /** @param isTransmitted the vehicle sent it; otherwise it is predicted */
    record Value(double value, boolean isTransmitted) {

        static Value of(OptionalDouble sent, double predicted) {
            return new Value(sent.orElse(predicted), sent.isPresent());
        }
    }
}
