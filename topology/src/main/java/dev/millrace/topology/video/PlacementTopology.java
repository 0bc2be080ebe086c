package dev.millrace.topology.video;

import dev.millrace.topology.TopologyContext;
import dev.millrace.topology.TopologyDefinition;
import org.apache.kafka.streams.Topology;

/** Spreads video streams evenly over the partitions that hold their packets: video.events → video.streams. */
public final class PlacementTopology implements TopologyDefinition {

    @Override
    public String name() {
        return "video-placement";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Topology build(TopologyContext context) {
        var topics = context.topics();
        var partitions = context.partitions().of(topics.videoPackets().spread());
        return context.step("place", topics.videoEvents(), step -> new Placing(topics, partitions, step))
                .keeps(Placing.STREAMS, topics.videoStreams())
                .writes(topics.videoStreams())
                .topology();
    }
}
