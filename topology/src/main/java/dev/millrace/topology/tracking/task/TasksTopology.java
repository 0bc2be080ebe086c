package dev.millrace.topology.tracking.task;

import dev.millrace.topology.TopologyContext;
import dev.millrace.topology.TopologyDefinition;
import org.apache.kafka.streams.Topology;

/** Decides what each tracking task stands at: tracking.commands → tracking.tasks. */
public final class TasksTopology implements TopologyDefinition {

    @Override
    public String name() {
        return "tracking-tasks";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Topology build(TopologyContext context) {
        var topics = context.topics();
        return context.step("decide", topics.trackingCommands(), step -> new Deciding(topics, context.tracking(), step))
                .keeps(Deciding.TASKS, topics.trackingTasks())
                .writes(topics.trackingTasks())
                .topology();
    }
}
