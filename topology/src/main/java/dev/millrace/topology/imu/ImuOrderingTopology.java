package dev.millrace.topology.imu;

import dev.millrace.topology.TopologyContext;
import dev.millrace.topology.TopologyDefinition;
import org.apache.kafka.streams.Topology;

/** Puts each device's inertial samples in the order of time, each once: imu.samples → imu.ordered, imu.late. */
public final class ImuOrderingTopology implements TopologyDefinition {

    @Override
    public String name() {
        return "imu-ordering";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Topology build(TopologyContext context) {
        var topics = context.topics();
        return context.step("reorder", topics.imuSamples(), step -> new Ordering(topics, context.imu(), step))
                .keeps(Ordering.WINDOWS, WindowCodec.serde())
                .writes(topics.imuOrdered())
                .writes(topics.imuLate())
                .topology();
    }
}
