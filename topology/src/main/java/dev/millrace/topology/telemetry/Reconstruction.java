package dev.millrace.topology.telemetry;

import dev.millrace.message.telemetry.CompressedTelemetry;
import dev.millrace.message.telemetry.TelemetryState;
import dev.millrace.topic.Topics;
import dev.millrace.topology.StepContext;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueStore;

/** Completes each packet with what is predicted for its vehicle. */
final class Reconstruction implements BiConsumer<String, CompressedTelemetry> {

    static final String VEHICLES = "vehicles";

    private final Topics topics;
    private final StepContext step;
    private final KeyValueStore<String, TelemetryState> vehicles;

    Reconstruction(Topics topics, StepContext step) {
        this.topics = topics;
        this.step = step;
        this.vehicles = step.store(VEHICLES);
    }

    @Override
    public void accept(String vin, CompressedTelemetry message) {
        var packet = Packets.of(message);
        var flaw = Packets.flaw(message, packet);
        if (flaw.isPresent()) {
            step.reject(flaw.get());
            return;
        }
        var vehicle = Optional.ofNullable(vehicles.get(vin)).map(States::read).orElse(Vehicle.NEW);
        var after = vehicle.after(packet);
        var stamp = step.derivedStamp();
        var state = States.write(stamp, after);
        vehicles.put(vin, state);
        step.emit(topics.telemetryRecords(), Records.write(stamp, packet, vehicle.read(packet), after.counters()));
        step.emit(topics.telemetryStates(), state);
    }
}
