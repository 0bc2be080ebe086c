package dev.millrace.topology.telemetry;

import java.util.OptionalDouble;

/** Where one vehicle stands: its predictions and counters after the packets so far. */
record Vehicle(
        Predictor speed,
        Predictor battery,
        Predictor power,
        Predictor heading,
        CompressionCounters counters,
        long packets,
        long timestampMs) {

    static final Vehicle NEW =
            new Vehicle(Predictor.NEW, Predictor.NEW, Predictor.NEW, Predictor.NEW, CompressionCounters.NONE, 0, 0);

    /** What the packet means, given what was predicted before it. */
    Reading read(Packet packet) {
        return new Reading(
                Reading.Value.of(packet.speed(), speed.value()),
                Reading.Value.of(packet.battery(), battery.value()),
                Reading.Value.of(packet.power(), power.value()),
                // A heading is a whole number: a predicted one loses its fraction.
                Reading.Value.of(packet.heading(), (int) heading.value()));
    }

    /** After the packet. A full one teaches and counts nothing: it stands beside the compressed packets. */
    Vehicle after(Packet packet) {
        if (!packet.isCompressed()) {
            return new Vehicle(speed, battery, power, heading, counters, packets + 1, packet.timestampMs());
        }
        return new Vehicle(
                learn(speed, packet.speed()),
                learn(battery, packet.battery()),
                learn(power, packet.power()),
                learn(heading, packet.heading()),
                counters.plus(packet.optional().size(), packet.sent()),
                packets + 1,
                packet.timestampMs());
    }

    private static Predictor learn(Predictor predictor, OptionalDouble sent) {
        return sent.isPresent() ? predictor.after(sent.getAsDouble()) : predictor;
    }
}
