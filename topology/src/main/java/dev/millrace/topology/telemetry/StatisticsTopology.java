package dev.millrace.topology.telemetry;

import dev.millrace.topology.TopologyContext;
import dev.millrace.topology.TopologyDefinition;
import org.apache.kafka.streams.Topology;

/**
 * Keeps account of what each vehicle sent on each day, and of when it was away: telemetry.records → telemetry.stats,
 * telemetry.absences.
 */
public final class StatisticsTopology implements TopologyDefinition {

    @Override
    public String name() {
        return "telemetry-statistics";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Pace pace() {
        return Pace.BACKGROUND;
    }

    @Override
    public Topology build(TopologyContext context) {
        var topics = context.topics();
        return context.step("account", topics.telemetryRecords(), step -> new Accounting(topics, step))
                .keeps(Accounting.DAYS, topics.telemetryStats())
                .keeps(Accounting.PRESENCES, topics.telemetryAbsences())
                .writes(topics.telemetryStats())
                .writes(topics.telemetryAbsences())
                .topology();
    }
}
