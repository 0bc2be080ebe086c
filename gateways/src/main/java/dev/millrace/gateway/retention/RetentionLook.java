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
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Finds out how old the oldest records are that were not read yet. Used by one thread. */
final class RetentionLook implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

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

    /**
     * What part of the time for which a topic keeps its records the oldest unread one has been there: 1 when it may be
     * deleted now, 0 when nothing is unread or nothing is deleted by age.
     */
    Map<Reading, Double> behind(Collection<Reading> readings, Instant now)
            throws ExecutionException, TimeoutException, InterruptedException {
        var groups = get(admin.listGroups().all()).stream()
                .map(group -> group.groupId())
                .toList();
        var behind = new HashMap<Reading, Double>();
        for (var reading : readings) {
            var group = reading.among(groups);
            if (group.isEmpty() && !reading.isNeeded()) continue;
            Map<TopicPartition, OffsetAndMetadata> read = group.isEmpty()
                    ? Map.of()
                    : get(admin.listConsumerGroupOffsets(group.get()).partitionsToOffsetAndMetadata());
            behind.put(reading, behind(reading.topic(), read, now));
        }
        return behind;
    }

    private double behind(Topic<?> topic, Map<TopicPartition, OffsetAndMetadata> read, Instant now)
            throws ExecutionException, TimeoutException, InterruptedException {
        var kept = keptMs(topic);
        if (kept <= 0) return 0;
        var description = get(admin.describeTopics(List.of(topic.name())).allTopicNames());
        var partitions = Objects.requireNonNull(description.get(topic.name())).partitions().stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .toList();
        var begins = offsets(partitions, OffsetSpec.earliest());
        var ends = offsets(partitions, OffsetSpec.latest());
        var unread = new HashMap<TopicPartition, Long>();
        for (var partition : partitions) {
            var at = read.get(partition);
            var begin = Objects.requireNonNull(begins.get(partition));
            var next = at == null ? begin : Math.max(begin, at.offset());
            if (next < Objects.requireNonNull(ends.get(partition))) unread.put(partition, next);
        }
        return oldest(unread, ends).stream()
                .mapToDouble(appended -> (double) (now.toEpochMilli() - appended) / kept)
                .max()
                .orElse(0);
    }

    private long keptMs(Topic<?> topic) throws ExecutionException, TimeoutException, InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        var config = get(admin.describeConfigs(List.of(resource)).all()).get(resource);
        var retention = config == null ? null : config.get(TopicConfig.RETENTION_MS_CONFIG);
        return retention == null ? -1 : Long.parseLong(retention.value());
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec at)
            throws ExecutionException, TimeoutException, InterruptedException {
        var asked = partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> at));
        return get(admin.listOffsets(asked).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** When the first record from each offset on was appended, in epoch milliseconds; none where there is no more. */
    private Set<Long> oldest(Map<TopicPartition, Long> unread, Map<TopicPartition, Long> ends) throws TimeoutException {
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
