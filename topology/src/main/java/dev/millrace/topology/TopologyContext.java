package dev.millrace.topology;

import com.google.protobuf.Message;
import dev.millrace.topic.Partitions;
import dev.millrace.topic.Topic;
import dev.millrace.topic.Topics;
import dev.millrace.topic.serde.MessageSerdes;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/** What a topology is built from: the topics, their serdes, and the frame's own steps. */
public final class TopologyContext {

    private final Topics topics;
    private final Partitions partitions;
    private final MessageSerdes serdes;
    private final DeadLetters deadLetters;
    private final TopologySettings settings;
    private final TopologyConfig config;

    TopologyContext(
            Topics topics,
            Partitions partitions,
            MessageSerdes serdes,
            DeadLetters deadLetters,
            TopologySettings settings,
            TopologyConfig config) {
        this.topics = topics;
        this.partitions = partitions;
        this.serdes = serdes;
        this.deadLetters = deadLetters;
        this.settings = settings;
        this.config = config;
    }

    public Topics topics() {
        return topics;
    }

    /** How many partitions each class of topics has. */
    public Partitions partitions() {
        return partitions;
    }

    /** How strictly the legacy telemetry server is followed. */
    public LegacyTelemetry legacyTelemetry() {
        return settings.legacyTelemetry();
    }

    /** How inertial samples are put in order. */
    public ImuSettings imu() {
        return settings.imu();
    }

    /** How many tracking tasks there are. */
    public TrackingSettings tracking() {
        return settings.tracking();
    }

    public MessageSerdes serdes() {
        return serdes;
    }

    /**
     * A topology of one step.
     *
     * @param logic makes, for each task, what is called with each key and message; it has the task to itself
     */
    public <I extends Message> Step<I> step(
            String name, Topic<I> input, Function<StepContext, BiConsumer<String, I>> logic) {
        return new Step<>(this, name, input, logic);
    }

    /** For topologies of more than one step; refuses a step without a name. */
    public StreamsBuilder builder() {
        return new StreamsBuilder(config);
    }

    /** How a topic is read by {@link #builder()}. */
    public <V extends Message> Consumed<String, V> consumed(Topic<V> topic) {
        return Consumed.with(Serdes.String(), serdes.serde(topic)).withName(topic.plainName());
    }

    /** How a topic is written by {@link #builder()}. */
    public <V extends Message> Produced<String, V> produced(Topic<V> topic) {
        return Produced.with(Serdes.String(), serdes.serde(topic)).withName(topic.plainName());
    }

    DeadLetters deadLetters() {
        return deadLetters;
    }

    boolean isInMemory() {
        return settings.stores() == TopologySettings.Stores.MEMORY;
    }
}
