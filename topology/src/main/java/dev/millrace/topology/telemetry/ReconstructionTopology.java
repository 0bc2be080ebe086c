package dev.millrace.topology.telemetry;

import dev.millrace.part.PartFailure;
import dev.millrace.topology.LegacyTelemetry;
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
        var rules = context.legacyTelemetry();
        if (rules.predictor() == LegacyTelemetry.Predictor.GLOBAL
                && context.partitions().of(topics.telemetryCompressed().spread()) > 1) {
            throw new PartFailure("legacy-telemetry.predictor: global needs cluster.partitions.normal to be 1,"
                    + " because partitions know nothing of each other");
        }
        return context.step(
                        "reconstruct", topics.telemetryCompressed(), step -> new Reconstruction(topics, rules, step))
                .keeps(Reconstruction.VEHICLES, topics.telemetryStates())
                .writes(topics.telemetryRecords())
                .writes(topics.telemetryStates())
                .topology();
    }
}
