package dev.millrace.topology;

import com.google.protobuf.Message;
import dev.millrace.topic.Stamp;
import dev.millrace.topic.Topic;
import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** What a step has around it: its stores, the record in hand, and the ways out. For the one thread of its task. */
public final class StepContext {

    private static final Record<String, Message> NONE = new Record<>("", null, 0);
    private static final Duration REGULARLY = Duration.ofSeconds(5);

    private final ProcessorContext<String, Message> task;
    private final DeadLetters deadLetters;
    private final String step;
    private Record<String, ? extends Message> current = NONE;

    StepContext(ProcessorContext<String, Message> task, DeadLetters deadLetters, String step) {
        this.task = task;
        this.deadLetters = deadLetters;
        this.step = step;
    }

    /** One of the stores that the step keeps. */
    public <V> KeyValueStore<String, V> store(String name) {
        return task.getStateStore(name);
    }

    /** The head of what is derived from the record in hand. */
    public Stamp derivedStamp() {
        var place = place();
        return Stamp.of(current.value()).derivedFrom(place.topic(), place.partition(), place.offset());
    }

    /** Where the record in hand stands in its partition. */
    public long offset() {
        return place().offset();
    }

    /** Writes to a topic that the step writes, under the key of the record in hand. */
    public <V extends Message> void emit(Topic<V> topic, V message) {
        task.forward(current.<Message>withValue(message), topic.plainName());
    }

    /** Writes under a key of its own. */
    public <V extends Message> void emit(Topic<V> topic, String key, V message) {
        task.forward(current.<Message>withValue(message).withKey(key), topic.plainName());
    }

    /** Deletes a key of a compacted topic that the step writes. */
    public void delete(Topic<?> topic, String key) {
        task.forward(current.<@Nullable Message>withValue(null).withKey(key), topic.plainName());
    }

    /**
     * Calls an action every five seconds by this machine's clock, between records. It may tell what has been decided;
     * nothing may be decided in it, since another run of the same input would call it elsewhere.
     */
    public void regularly(Runnable action) {
        task.schedule(REGULARLY, PunctuationType.WALL_CLOCK_TIME, now -> action.run());
    }

    /** Sends the record in hand to the dead letters. */
    public void reject(Rejected rejected) {
        var letters = deadLetters.topic();
        task.forward(
                current.<Message>withValue(deadLetters.about(place(), current.key(), current.value(), rejected)),
                letters.plainName());
    }

    void take(Record<String, ? extends Message> record) {
        current = record;
    }

    DeadLetters.Place place() {
        var metadata = task.recordMetadata();
        return metadata.map(m -> new DeadLetters.Place(m.topic(), m.partition(), m.offset(), step))
                .orElse(new DeadLetters.Place("", -1, -1, step));
    }
}
