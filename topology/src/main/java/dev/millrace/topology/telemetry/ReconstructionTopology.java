package dev.millrace.topology.telemetry;

import dev.millrace.topology.TopologyContext;
import dev.millrace.topology.TopologyDefinition;
import org.apache.kafka.streams.Topology;

/**
 * Completes the packets of vehicles that leave out what can be predicted, each vehicle by itself: telemetry.compressed
 * → telemetry.records, telemetry.states.
 */
public final class ReconstructionTopology implements TopologyDefinition {

    @Override
    public String name() {
        return "telemetry-reconstruction";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Topology build(TopologyContext context) {
        var topics = context.topics();
        return context.step("reconstruct", topics.telemetryCompressed(), step -> new Reconstruction(topics, step))
                .keeps(Reconstruction.VEHICLES, topics.telemetryStates())
                .writes(topics.telemetryRecords())
                .writes(topics.telemetryStates())
                .topology();
    }
}
