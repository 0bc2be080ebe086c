package dev.millrace.gateway.analyst.query;

import dev.millrace.topic.Topic;
import dev.millrace.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/**
 * The topics as one question sees them: each up to where it was committed when it was first looked at, so that two scans
 * of one topic see the same. Thread-safe.
 */
final class Snapshot {

    private final Consumers consumers;
    private final AppendTimes times;
    private final Topics topics;
    private final Duration slack;
    private final Map<String, Map<Integer, Slice>> whole = new HashMap<>();

    /** @param slack how far the brokers' clocks may have gone back or be apart */
    Snapshot(Consumers consumers, AppendTimes times, Topics topics, Duration slack) {
        this.consumers = consumers;
        this.times = times;
        this.topics = topics;
        this.slack = slack;
    }

    /**
     * What must be read of a topic, by partition and offset.
     *
     * @throws Unanswered when Kafka does not answer
     */
    synchronized List<Slice> slices(Topic<?> topic, Reach reach) throws Unanswered {
        var consumer = consumers.borrow();
        var isFine = false;
        try {
            var all = whole.get(topic.name());
            if (all == null) {
                all = look(consumer, topic.name());
                whole.put(topic.name(), all);
            }
            var slices = new ArrayList<Slice>();
            for (var box : reach.boxes()) {
                for (var slice : slices(consumer, topic, box, all)) slices.add(slice);
            }
            isFine = true;
            return merged(slices);
        } catch (KafkaException e) {
            throw new Unanswered(Unanswered.Reason.KAFKA_AWAY, "Kafka does not answer: " + e.getMessage());
        } finally {
            consumers.giveBack(consumer, isFine);
        }
    }

    private static Map<Integer, Slice> look(Consumer<byte[], byte[]> consumer, String topic) {
        var partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        var begin = consumer.beginningOffsets(partitions);
        var end = consumer.endOffsets(partitions);
        return partitions.stream()
                .collect(Collectors.toMap(
                        TopicPartition::partition,
                        p -> new Slice(
                                p.partition(),
                                Objects.requireNonNull(begin.get(p)),
                                Objects.requireNonNull(end.get(p)))));
    }

    private List<Slice> slices(Consumer<byte[], byte[]> consumer, Topic<?> topic, Box box, Map<Integer, Slice> all) {
        var slices = all.values().stream()
                .filter(slice -> box.partitions().contains(slice.partition()))
                .filter(slice -> mayHold(topic, box, slice.partition(), all.size()))
                .map(slice -> new Slice(
                        slice.partition(),
                        Math.max(slice.from(), box.offsets().least()),
                        box.offsets().most() == Long.MAX_VALUE
                                ? slice.to()
                                : Math.min(slice.to(), box.offsets().most() + 1)))
                .filter(slice -> slice.size() > 0)
                .toList();
        if (box.times().equals(Span.ALL) || slices.isEmpty()) return slices;
        return within(consumer, topic.name(), box.times(), slices);
    }

    private boolean mayHold(Topic<?> topic, Box box, int partition, int partitions) {
        if (box.keys().isEmpty() || !topics.isPlacedByKey(topic)) return true;
        return box.keys().get().stream().anyMatch(key -> partition(key, partitions) == partition);
    }

    private static int partition(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    private List<Slice> within(Consumer<byte[], byte[]> consumer, String topic, Span span, List<Slice> slices) {
        var partitions = slices.stream().map(Slice::partition).collect(Collectors.toSet());
        // The first at or after the time: none before it can be as new.
        var least = -Math.floorDiv(-span.least(), 1000);
        var from = span.least() <= 0 ? Map.<Integer, Long>of() : at(consumer, topic, partitions, least);
        var isUpperKnown = span.most() != Long.MAX_VALUE && times.areByBroker(topic);
        var most = Math.floorDiv(span.most(), 1000) + 1 + slack.toMillis();
        var to = isUpperKnown && most > 0 ? at(consumer, topic, partitions, most) : Map.<Integer, Long>of();
        return slices.stream()
                .map(slice -> new Slice(
                        slice.partition(),
                        span.least() <= 0
                                ? slice.from()
                                : Math.max(slice.from(), from.getOrDefault(slice.partition(), slice.to())),
                        Math.min(slice.to(), to.getOrDefault(slice.partition(), slice.to()))))
                .filter(slice -> slice.size() > 0)
                .toList();
    }

    /** By partition, the first offset that is not older; none where all are. */
    private static Map<Integer, Long> at(
            Consumer<byte[], byte[]> consumer, String topic, Set<Integer> partitions, long epochMillis) {
        var asked = partitions.stream()
                .collect(Collectors.toMap(partition -> new TopicPartition(topic, partition), p -> epochMillis));
        var offsets = new HashMap<Integer, Long>();
        consumer.offsetsForTimes(asked).forEach((partition, found) -> {
            if (found != null) offsets.put(partition.partition(), found.offset());
        });
        return offsets;
    }

    /** Each offset once. */
    private static List<Slice> merged(List<Slice> slices) {
        var sorted = new ArrayList<>(slices);
        sorted.sort(java.util.Comparator.comparingInt(Slice::partition).thenComparingLong(Slice::from));
        var merged = new ArrayList<Slice>();
        for (var slice : sorted) {
            var last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && last.partition() == slice.partition() && slice.from() <= last.to()) {
                merged.set(
                        merged.size() - 1, new Slice(last.partition(), last.from(), Math.max(last.to(), slice.to())));
            } else {
                merged.add(slice);
            }
        }
        return List.copyOf(merged);
    }
}
