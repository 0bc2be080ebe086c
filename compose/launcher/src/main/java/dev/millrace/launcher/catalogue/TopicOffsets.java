package dev.millrace.launcher.catalogue;

import dev.millrace.part.PartFailure;
import dev.millrace.topic.Topic;
import dev.millrace.topic.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Asks a broker where the catalogue's topics begin and end. For use by one thread. */
public final class TopicOffsets implements AutoCloseable {

    private static final int PATIENCE_MS = 10_000;

    private final Admin admin;
    private final String address;
    private final Topics topics;

    /** @param address the broker's host and port */
    public TopicOffsets(String address, Topics topics) {
        this.address = address;
        this.topics = topics;
        this.admin = Admin.create(Map.of(
                "bootstrap.servers",
                address,
                "default.api.timeout.ms",
                PATIENCE_MS,
                "request.timeout.ms",
                PATIENCE_MS / 2));
    }

    /**
     * One topic's partitions, the sum of their ends, and how many records lie between their beginnings and ends.
     *
     * <p>Compaction and the marks of transactions leave gaps, so there may be fewer records than that.
     */
    public record Extent(int partitions, long end, long records) {}

    /** By the topic's name; a topic that does not exist yet is absent. */
    public Map<String, Extent> read() {
        var existing = get(admin.listTopics().names());
        var names = topics.all().stream()
                .map(Topic::name)
                .filter(existing::contains)
                .toList();
        var partitions = get(admin.describeTopics(names).allTopicNames()).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.groupingBy(TopicPartition::topic));
        var all = partitions.values().stream().flatMap(Collection::stream).toList();
        var begins = offsets(all, OffsetSpec.earliest());
        var ends = offsets(all, OffsetSpec.latest());
        var extents = new LinkedHashMap<String, Extent>();
        partitions.forEach((name, of) -> extents.put(name, extent(of, begins, ends)));
        return extents;
    }

    private static Extent extent(
            List<TopicPartition> partitions, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        var end = partitions.stream()
                .mapToLong(each -> ends.getOrDefault(each, 0L))
                .sum();
        var begin = partitions.stream()
                .mapToLong(each -> begins.getOrDefault(each, 0L))
                .sum();
        return new Extent(partitions.size(), end, end - begin);
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which) {
        var wanted = new HashMap<TopicPartition, OffsetSpec>();
        for (var partition : partitions) wanted.put(partition, which);
        return get(admin.listOffsets(wanted).all()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> offset(entry.getValue())));
    }

    private static long offset(ListOffsetsResultInfo info) {
        return info.offset();
    }

    private <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new PartFailure("no answer from Kafka at " + address + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailure("interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
