package dev.millrace.topology.telemetry;

import dev.millrace.edge.Decoding;
import dev.millrace.edge.EdgeDecoder;
import dev.millrace.message.telemetry.CompressedTelemetry;
import dev.millrace.message.telemetry.CompressedTelemetry.Format;
import dev.millrace.message.telemetry.CompressedTelemetry.Reset;
import dev.millrace.message.telemetry.TelemetryState;
import dev.millrace.topic.Topics;
import dev.millrace.topology.LegacyTelemetry;
import dev.millrace.topology.Rejected;
import dev.millrace.topology.StepContext;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueStore;

/** Completes each packet with what is predicted for its vehicle. */
final class Reconstruction implements BiConsumer<String, CompressedTelemetry> {

    static final String VEHICLES = "vehicles";

    /** Where the predictions of all vehicles together are kept; no vehicle's key. */
    private static final String ALL = "/";

    private final Topics topics;
    private final LegacyTelemetry rules;
    private final StepContext step;
    private final KeyValueStore<String, TelemetryState> vehicles;

    Reconstruction(Topics topics, LegacyTelemetry rules, StepContext step) {
        this.topics = topics;
        this.rules = rules;
        this.step = step;
        this.vehicles = step.store(VEHICLES);
    }

    @Override
    public void accept(String vin, CompressedTelemetry message) {
        if (message.getFormat() == Format.FORMAT_CLOSED_LOOP) closedLoop(vin, message);
        else if (message.getFormat() == Format.FORMAT_RESET) reset(vin, message.getReset());
        else legacy(vin, message);
    }

    private void legacy(String vin, CompressedTelemetry message) {
        var packet = Packets.of(message);
        var flaw = Packets.flaw(message, packet);
        if (flaw.isPresent()) {
            step.reject(flaw.get());
            return;
        }
        var vehicle = vehicle(vin);
        var reading = vehicle.predictors().read(packet);
        if (rules.predictor() == LegacyTelemetry.Predictor.GLOBAL) {
            var all = vehicle(ALL);
            reading = all.predictors().read(packet);
            vehicles.put(ALL, States.write(step.derivedStamp(), all.after(packet, 0, 0)));
        }
        var record = Records.legacy(step.derivedStamp(), packet, message.getPayload(), reading);
        var after = vehicle.after(packet, record.getPacketBytes(), record.getFullBytes());
        step.emit(topics.telemetryRecords(), Records.counted(record, after.counters()));
        keep(vin, after);
    }

    private void closedLoop(String vin, CompressedTelemetry message) {
        var vehicle = vehicle(vin);
        var decoding = EdgeDecoder.decode(vehicle.edge(), message.getPayload().toByteArray());
        if (decoding instanceof Decoding.Rejected rejected) {
            step.reject(new Rejected(rejected.reason(), rejected.message()));
        } else if (decoding instanceof Decoding.Decoded decoded) {
            var reading = decoded.reading();
            var stamp = step.derivedStamp();
            var taken = reading.isTimeExact() ? stamp.deviceMillis(reading.timeMs()) : stamp;
            var record = Records.closedLoop(taken, message.getPayload(), reading);
            var after = vehicle.after(reading, decoded.next(), record.getPacketBytes(), record.getFullBytes());
            step.emit(topics.telemetryRecords(), Records.counted(record, after.counters()));
            keep(vin, after);
        } else {
            // It made its record when it first came.
            keep(vin, vehicle.afterDuplicate());
        }
    }

    private void reset(String vin, Reset reset) {
        if (reset == Reset.RESET_COUNTERS) {
            keep(vin, vehicle(vin).cleared(step.offset()));
        } else if (reset == Reset.RESET_PREDICTOR) {
            var isKept = rules.valuesAfterReset() == LegacyTelemetry.Values.KEEP;
            if (rules.predictor() == LegacyTelemetry.Predictor.GLOBAL) {
                vehicles.put(ALL, States.write(step.derivedStamp(), vehicle(ALL).reset(isKept)));
            }
            keep(vin, vehicle(vin).reset(isKept));
        } else {
            step.reject(new Rejected("unknown-reset", "neither of counters nor of the predictor: " + reset));
        }
    }

    private Vehicle vehicle(String key) {
        return Optional.ofNullable(vehicles.get(key)).map(States::read).orElse(Vehicle.NEW);
    }

    private void keep(String vin, Vehicle after) {
        var state = States.write(step.derivedStamp(), after);
        vehicles.put(vin, state);
        step.emit(topics.telemetryStates(), state);
    }
}
