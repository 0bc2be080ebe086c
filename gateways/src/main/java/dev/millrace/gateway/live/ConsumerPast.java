package dev.millrace.gateway.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The past as a consumer reads it. */
final class ConsumerPast implements Past {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private @Nullable TopicPartition current;
    private long position;

    ConsumerPast(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    @Override
    public long end(TopicPartition partition) {
        return offset(consumer.endOffsets(List.of(partition)), partition);
    }

    @Override
    public long begin(TopicPartition partition) {
        return offset(consumer.beginningOffsets(List.of(partition)), partition);
    }

    @Override
    public long at(TopicPartition partition, Instant appended) {
        // Asked first: where nothing is new enough yet, what is appended between the two answers must not be passed
        // over.
        var end = end(partition);
        var found = consumer.offsetsForTimes(Map.of(partition, Math.max(0, appended.toEpochMilli())))
                .get(partition);
        return found == null ? end : found.offset();
    }

    @Override
    public List<ConsumerRecord<byte[], byte[]>> read(TopicPartition partition, long from) {
        if (!partition.equals(current) || position != from) {
            current = partition;
            consumer.assign(List.of(partition));
            consumer.seek(partition, from);
        }
        var records = consumer.poll(POLL).records(partition);
        position = consumer.position(partition);
        return records;
    }

    @Override
    public long next() {
        return position;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition));
    }
}
