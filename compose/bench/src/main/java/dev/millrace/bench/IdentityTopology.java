package dev.millrace.bench;

import dev.millrace.message.telemetry.CompressedTelemetry;
import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.message.telemetry.TelemetryState;
import dev.millrace.topology.TopologyContext;
import dev.millrace.topology.TopologyDefinition;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;

/** Reads, stores and writes what the reconstruction does, and reconstructs nothing. Public for the service loader. */
public final class IdentityTopology implements TopologyDefinition {

    static final String NAME = "telemetry-identity";
    private static final String VEHICLES = "vehicles";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Topology build(TopologyContext context) {
        var topics = context.topics();
        return context.<CompressedTelemetry>step("identity", topics.telemetryCompressed(), step -> {
                    KeyValueStore<String, TelemetryState> vehicles = step.store(VEHICLES);
                    return (vin, packet) -> {
                        vehicles.get(vin);
                        var stamp = step.derivedStamp();
                        var state = stamp.on(TelemetryState.newBuilder())
                                .setTimestampMs(packet.getTimestampMs())
                                .build();
                        vehicles.put(vin, state);
                        step.emit(
                                topics.telemetryRecords(),
                                stamp.on(TelemetryRecord.newBuilder())
                                        .setTimestampMs(packet.getTimestampMs())
                                        .build());
                        step.emit(topics.telemetryStates(), state);
                    };
                })
                .keeps(VEHICLES, topics.telemetryStates())
                .writes(topics.telemetryRecords())
                .writes(topics.telemetryStates())
                .topology();
    }
}
