package dev.millrace.topology.telemetry;

import dev.millrace.topology.TopologyContext;
import dev.millrace.topology.TopologyDefinition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;

/**
 * Takes in what loggers produce by themselves, who spread vehicles over partitions in their own way: telemetry-raw →
 * telemetry.compressed.
 */
public final class IngestionTopology implements TopologyDefinition {

    @Override
    public String name() {
        return "telemetry-ingestion";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Topology build(TopologyContext context) {
        var raw = context.topics().telemetryRaw();
        var compressed = context.topics().telemetryCompressed();
        var builder = context.builder();
        builder.stream(
                        raw.name(),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(raw.plainName()))
                .process(Ingestion::new, Named.as("ingest"))
                .to(compressed.name(), context.produced(compressed));
        return builder.build();
    }
}
