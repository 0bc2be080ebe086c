package dev.millrace.gateway.live;

import com.google.protobuf.StringValue;
import dev.millrace.topic.Namespace;
import dev.millrace.topic.Partitions;
import dev.millrace.topic.Policy;
import dev.millrace.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Deserializer;

/** A partition's log in memory, with gaps in its offsets, of which a prefix has been read by the live reader. */
final class SimulatedLog implements Past {

    static final TopicPartition ID = new TopicPartition("simulated", 0);
    static final Topic<StringValue> TOPIC = new Topic<>(
            Namespace.NONE,
            "simulated",
            "any",
            StringValue.getDefaultInstance(),
            Partitions.Spread.SINGLE,
            Policy.Keep.of(Duration.ofDays(1)),
            "numbers");

    private static final Deserializer<StringValue> DESERIALIZER =
            (topic, bytes) -> StringValue.of(new String(bytes, StandardCharsets.UTF_8));

    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    private long end;
    private int readLive;
    private long next;

    static Reading<StringValue> reading() {
        return new Reading<>(TOPIC, DESERIALIZER, refused -> {});
    }

    static LiveRecord<String> text(long offset, long timestampMs) {
        return new LiveRecord<>(TOPIC, 0, offset, "", "", timestampMs, 100, false);
    }

    void append(String key, int gap) {
        end += gap;
        var value = Long.toString(end).getBytes(StandardCharsets.UTF_8);
        records.add(new ConsumerRecord<>(
                ID.topic(),
                0,
                end++,
                end,
                TimestampType.LOG_APPEND_TIME,
                key.length(),
                2000,
                key.getBytes(StandardCharsets.UTF_8),
                value,
                new RecordHeaders(),
                Optional.empty()));
    }

    /** What the live reader, which began when there were {@code from} records, would be given next. */
    void hand(int most, LivePartition<StringValue> to) {
        var until = Math.min(records.size(), readLive + most);
        var batch = List.copyOf(records.subList(readLive, until));
        readLive = until;
        if (!batch.isEmpty()) to.accept(batch, batch.get(batch.size() - 1).offset() + 1);
    }

    void liveFromHere() {
        readLive = records.size();
    }

    List<Long> offsetsOf(String key, long from) {
        return records.stream()
                .filter(r -> r.offset() >= from && new String(r.key(), StandardCharsets.UTF_8).equals(key))
                .map(ConsumerRecord::offset)
                .toList();
    }

    int size() {
        return records.size();
    }

    @Override
    public long end(TopicPartition partition) {
        return end;
    }

    @Override
    public long begin(TopicPartition partition) {
        return 0;
    }

    @Override
    public long at(TopicPartition partition, Instant appended) {
        return records.stream()
                .filter(r -> r.timestamp() >= appended.toEpochMilli())
                .findFirst()
                .map(ConsumerRecord::offset)
                .orElse(end);
    }

    @Override
    public List<ConsumerRecord<byte[], byte[]>> read(TopicPartition partition, long from) {
        var batch = records.stream().filter(r -> r.offset() >= from).limit(5).toList();
        next = batch.isEmpty()
                ? Math.max(from, end)
                : batch.get(batch.size() - 1).offset() + 1;
        return batch;
    }

    @Override
    public long next() {
        return next;
    }

    @Override
    public void close() {}
}
