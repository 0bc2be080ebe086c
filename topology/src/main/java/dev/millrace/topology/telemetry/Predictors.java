package dev.millrace.topology.telemetry;

import java.util.OptionalDouble;

/** What stands in for the fields that legacy packets leave out. */
record Predictors(Predictor speed, Predictor battery, Predictor power, Predictor heading) {

    static final Predictors NEW = new Predictors(Predictor.NEW, Predictor.NEW, Predictor.NEW, Predictor.NEW);

    /** What the packet means, given what was predicted before it. */
    Reading read(Packet packet) {
        return new Reading(
                Reading.Value.of(packet.speed(), speed.value()),
                Reading.Value.of(packet.battery(), battery.value()),
                Reading.Value.of(packet.power(), power.value()),
                // A heading is a whole number: a predicted one loses its fraction.
                Reading.Value.of(packet.heading(), (int) heading.value()));
    }

    /** After the packet. A full one teaches nothing: it stands beside the compressed packets. */
    Predictors after(Packet packet) {
        if (!packet.isCompressed()) return this;
        return new Predictors(
                learn(speed, packet.speed()),
                learn(battery, packet.battery()),
                learn(power, packet.power()),
                learn(heading, packet.heading()));
    }

    Predictors reset(boolean isKept) {
        return new Predictors(speed.reset(isKept), battery.reset(isKept), power.reset(isKept), heading.reset(isKept));
    }

    private static Predictor learn(Predictor predictor, OptionalDouble sent) {
        return sent.isPresent() ? predictor.after(sent.getAsDouble()) : predictor;
    }
}
