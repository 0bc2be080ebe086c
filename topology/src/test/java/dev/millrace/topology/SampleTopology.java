package dev.millrace.topology;

import dev.millrace.message.telemetry.CompressedTelemetry;
import dev.millrace.message.telemetry.TelemetryState;
import dev.millrace.topic.Namespace;
import dev.millrace.topic.Partitions;
import dev.millrace.topic.Policy;
import dev.millrace.topic.Topic;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Named;

/** A topology from another jar, with topics of its own: passes odometers on, refuses negative ones, dies of NaN. */
public final class SampleTopology implements TopologyDefinition {

    static Topic<CompressedTelemetry> inputs(Namespace namespace) {
        return new Topic<>(
                namespace,
                "sample.inputs",
                "any",
                CompressedTelemetry.getDefaultInstance(),
                Partitions.Spread.TINY,
                Policy.Keep.of(Duration.ofDays(1)),
                "odometers");
    }

    static Topic<TelemetryState> outputs(Namespace namespace) {
        return new Topic<>(
                namespace,
                "sample.outputs",
                "any",
                TelemetryState.getDefaultInstance(),
                Partitions.Spread.TINY,
                Policy.Keep.of(Duration.ofDays(1)),
                "odometers");
    }

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public List<Topic<?>> topics(Namespace namespace) {
        return List.of(inputs(namespace), outputs(namespace));
    }

    @Override
    public Topology build(TopologyContext context) {
        var builder = context.builder();
        var inputs = inputs(context.topics().namespace());
        var outputs = outputs(context.topics().namespace());
        builder.stream(inputs.name(), context.consumed(inputs))
                .mapValues(SampleTopology::pass, Named.as("pass"))
                .to(outputs.name(), context.produced(outputs));
        return builder.build();
    }

    private static TelemetryState pass(CompressedTelemetry input) {
        if (Float.isNaN(input.getOdometer())) throw new IllegalStateException("a bug");
        if (input.getOdometer() < 0) throw new InvalidInput("negative", "drove backwards");
        return TelemetryState.newBuilder()
                .setRecords((long) input.getOdometer())
                .build();
    }
}
