package dev.millrace.topology.device;

import dev.millrace.topology.TopologyContext;
import dev.millrace.topology.TopologyDefinition;
import org.apache.kafka.streams.Topology;

/** Keeps who is connected and what each device said last: device.events → device.states. */
public final class DeviceStatesTopology implements TopologyDefinition {

    @Override
    public String name() {
        return "device-states";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Topology build(TopologyContext context) {
        var topics = context.topics();
        return context.step("attend", topics.deviceEvents(), step -> new Attending(topics, step))
                .keeps(Attending.DEVICES, topics.deviceStates())
                .writes(topics.deviceStates())
                .topology();
    }
}
