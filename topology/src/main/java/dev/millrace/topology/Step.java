package dev.millrace.topology;

import com.google.protobuf.Message;
import dev.millrace.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The commonest topology, as a builder: one topic is read, one step decides with what it keeps, some topics are
 * written. Sources and sinks are named for their topics, and what is rejected goes to the dead letters.
 */
public final class Step<I extends Message> {

    private final TopologyContext context;
    private final String name;
    private final Topic<I> input;
    private final Function<StepContext, BiConsumer<String, I>> logic;
    private final List<StoreBuilder<?>> stores = new ArrayList<>();
    private final List<Topic<?>> outputs = new ArrayList<>();

    /** @param logic makes, for each task, what is called with each key and message; it has the task to itself */
    Step(TopologyContext context, String name, Topic<I> input, Function<StepContext, BiConsumer<String, I>> logic) {
        this.context = context;
        this.name = name;
        this.input = input;
        this.logic = logic;
    }

    /** Keeps a store of messages by key, with a changelog. */
    public Step<I> keeps(String store, Topic<?> ofMessagesAsIn) {
        return keeps(store, context.serdes().serde(ofMessagesAsIn));
    }

    /** Keeps a store by key of what is no message, with a changelog. */
    public Step<I> keeps(String store, Serde<?> ofValues) {
        var kind = context.isInMemory() ? Stores.inMemoryKeyValueStore(store) : Stores.persistentKeyValueStore(store);
        stores.add(Stores.keyValueStoreBuilder(kind, Serdes.String(), ofValues)
                .withLoggingEnabled(Map.of())
                .withCachingDisabled());
        return this;
    }

    public Step<I> writes(Topic<?> topic) {
        outputs.add(topic);
        return this;
    }

    public Topology topology() {
        var topology = new Topology();
        topology.addSource(
                input.plainName(), new StringDeserializer(), context.serdes().deserializer(input), input.name());
        topology.addProcessor(name, () -> new StepProcessor<>(name, context.deadLetters(), logic), input.plainName());
        stores.forEach(store -> topology.addStateStore(store, name));
        outputs.forEach(topic -> sink(topology, topic));
        sink(topology, context.deadLetters().topic());
        return topology;
    }

    private void sink(Topology topology, Topic<?> topic) {
        topology.addSink(
                topic.plainName(),
                topic.name(),
                new StringSerializer(),
                context.serdes().<Message>serializer(),
                name);
    }
}
