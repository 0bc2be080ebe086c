package dev.millrace.gateway.retention;

import dev.millrace.topic.Cluster;
import dev.millrace.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Finds out how old the oldest records are that were not read yet. Used by one thread. */
final class RetentionLook implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ListOffsetsOptions COMMITTED = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;

    RetentionLook(Cluster cluster) {
        this.admin = Admin.create(cluster.clientProperties());
        var properties = cluster.clientProperties();
        // Ends of transactions and what they have taken back are no records that anybody waits for.
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "1024");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Empty where there is no such group, and nothing waits for one. */
    Optional<Backlog> backlog(Dependence dependence, Instant now)
            throws ExecutionException, TimeoutException, InterruptedException {
        var groups = get(admin.listGroups().all()).stream()
                .map(group -> group.groupId())
                .toList();
        var group = dependence.among(groups);
        if (group.isEmpty() && !dependence.isNeeded()) return Optional.empty();
        var topic = dependence.topic();
        var kept = keptMs(topic);
        if (kept <= 0) return Optional.of(Backlog.NONE);
        var partitions = partitions(topic);
        var read = group.isEmpty() ? Map.<TopicPartition, Long>of() : read(group.get(), partitions);
        var appended = oldestUnread(partitions, read);
        if (appended.isEmpty()) return Optional.of(Backlog.NONE);
        var age = (double) (now.toEpochMilli() - appended.getAsLong()) / kept;
        return Optional.of(new Backlog(age, !read.isEmpty()));
    }

    private List<TopicPartition> partitions(Topic<?> topic)
            throws ExecutionException, TimeoutException, InterruptedException {
        var description = get(admin.describeTopics(List.of(topic.name())).allTopicNames());
        return Objects.requireNonNull(description.get(topic.name())).partitions().stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .toList();
    }

    private Map<TopicPartition, Long> read(String group, Collection<TopicPartition> partitions)
            throws ExecutionException, TimeoutException, InterruptedException {
        var committed = get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return partitions.stream()
                .filter(partition -> committed.get(partition) != null)
                .collect(Collectors.toMap(
                        partition -> partition,
                        partition ->
                                Objects.requireNonNull(committed.get(partition)).offset()));
    }

    /** When it was appended, in epoch milliseconds. */
    private OptionalLong oldestUnread(Collection<TopicPartition> partitions, Map<TopicPartition, Long> read)
            throws ExecutionException, TimeoutException, InterruptedException {
        var begins = offsets(partitions, OffsetSpec.earliest());
        var ends = offsets(partitions, OffsetSpec.latest());
        var unread = new HashMap<TopicPartition, Long>();
        for (var partition : partitions) {
            var begin = Objects.requireNonNull(begins.get(partition));
            var next = Math.max(begin, read.getOrDefault(partition, begin));
            if (next < Objects.requireNonNull(ends.get(partition))) unread.put(partition, next);
        }
        return firstAppended(unread, ends).stream().mapToLong(at -> at).min();
    }

    /** -1 for a topic that deletes nothing by age. */
    private long keptMs(Topic<?> topic) throws ExecutionException, TimeoutException, InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        var config = get(admin.describeConfigs(List.of(resource)).all()).get(resource);
        if (config == null) return -1;
        var policy = Objects.requireNonNull(config.get(TopicConfig.CLEANUP_POLICY_CONFIG));
        if (!policy.value().contains(TopicConfig.CLEANUP_POLICY_DELETE)) return -1;
        return Long.parseLong(Objects.requireNonNull(config.get(TopicConfig.RETENTION_MS_CONFIG))
                .value());
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec at)
            throws ExecutionException, TimeoutException, InterruptedException {
        var asked = partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> at));
        return get(admin.listOffsets(asked, COMMITTED).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** When the first record from each offset on was appended, in epoch milliseconds; none where there is no more. */
    private Set<Long> firstAppended(Map<TopicPartition, Long> unread, Map<TopicPartition, Long> ends)
            throws TimeoutException {
        consumer.assign(unread.keySet());
        unread.forEach(consumer::seek);
        var oldest = new HashSet<Long>();
        var waiting = new HashSet<>(unread.keySet());
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!waiting.isEmpty()) {
            if (System.nanoTime() - deadline > 0) throw new TimeoutException("the oldest unread records of " + waiting);
            var records = consumer.poll(Duration.ofMillis(200));
            for (var partition : List.copyOf(waiting)) {
                var found = records.records(partition);
                if (!found.isEmpty()) oldest.add(found.get(0).timestamp());
                if (!found.isEmpty() || consumer.position(partition) >= Objects.requireNonNull(ends.get(partition))) {
                    waiting.remove(partition);
                    consumer.pause(List.of(partition));
                }
            }
        }
        consumer.assign(List.of());
        return oldest;
    }

    private static <T> T get(KafkaFuture<T> answer) throws ExecutionException, TimeoutException, InterruptedException {
        return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
