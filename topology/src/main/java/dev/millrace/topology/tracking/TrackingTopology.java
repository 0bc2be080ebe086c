package dev.millrace.topology.tracking;

import dev.millrace.topology.TopologyContext;
import dev.millrace.topology.TopologyDefinition;
import org.apache.kafka.streams.Topology;

/** Follows the people in each camera of a task: tracking.detections → tracking.updates. */
public final class TrackingTopology implements TopologyDefinition {

    @Override
    public String name() {
        return "tracking";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Topology build(TopologyContext context) {
        var topics = context.topics();
        return context.step("follow", topics.trackingDetections(), step -> new Following(topics, step))
                .keeps(CameraStore.CAMERAS, StateCodec.cameras())
                .keeps(CameraStore.TRACKS, StateCodec.tracks())
                .keeps(CameraStore.HELD, topics.trackingDetections())
                .writes(topics.trackingUpdates())
                .topology();
    }
}
