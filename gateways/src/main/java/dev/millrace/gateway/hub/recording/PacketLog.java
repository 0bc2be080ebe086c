package dev.millrace.gateway.hub.recording;

import com.google.protobuf.Message;
import dev.millrace.message.video.VideoKeyframe;
import dev.millrace.message.video.VideoPacket;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Topic;
import dev.millrace.topic.serde.MessageSerdes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** One partition of packets, and of the index of their keyframes, as they were. For one thread at a time. */
final class PacketLog implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int MOST_SILENT_POLLS = 25;
    private static final int INDEX_STEP = 512;
    private static final int INDEX_FARTHEST = 1 << 14;

    private final Topic<VideoPacket> packets;
    private final TopicPartition packetsAt;
    private final TopicPartition keyframesAt;
    private final Deserializer<VideoPacket> packetReader;
    private final Deserializer<VideoKeyframe> keyframeReader;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** A packet, and when the broker appended it. */
    record Kept(String stream, VideoPacket packet, long offset, Instant appended) {}

    PacketLog(Cluster cluster, MessageSerdes serdes, int partition) {
        var topics = cluster.topics();
        this.packets = topics.videoPackets();
        this.packetsAt = new TopicPartition(packets.name(), partition);
        this.keyframesAt = new TopicPartition(topics.videoKeyframes().name(), partition);
        this.packetReader = serdes.deserializer(packets);
        this.keyframeReader = serdes.deserializer(topics.videoKeyframes());
        var properties = cluster.clientProperties();
        properties.putAll(Map.of(
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                // Where an offset is gone, it goes on with the oldest that is left.
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                4 << 20,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                2 << 20,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                5_000));
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    long begin() {
        return offset(consumer.beginningOffsets(List.of(packetsAt)), packetsAt);
    }

    long end() {
        return offset(consumer.endOffsets(List.of(packetsAt)), packetsAt);
    }

    /** Where the first packet stands that was appended then or later; the end if there is none. */
    long at(Instant time) {
        return at(packetsAt, time);
    }

    /** Where a stream's newest keyframe stands that was appended at or before this time, as the index has it. */
    Optional<Long> keyframeBefore(String stream, Instant time) {
        var high = at(keyframesAt, time.plusMillis(1));
        var least =
                Math.max(offset(consumer.beginningOffsets(List.of(keyframesAt)), keyframesAt), high - INDEX_FARTHEST);
        while (high > least) {
            var low = Math.max(least, high - INDEX_STEP);
            var found = newestEntry(stream, low, high);
            if (found.isPresent()) return found.map(VideoKeyframe::getOffset);
            high = low;
        }
        return Optional.empty();
    }

    private Optional<VideoKeyframe> newestEntry(String stream, long low, long high) {
        Optional<VideoKeyframe> newest = Optional.empty();
        goTo(keyframesAt, low);
        for (var position = low; position < high; position = consumer.position(keyframesAt)) {
            for (var original : poll(keyframesAt)) {
                if (original.offset() >= high || !stream.equals(key(original))) continue;
                var entry = read(keyframeReader, original);
                if (entry.isPresent()) newest = entry;
            }
        }
        return newest;
    }

    /** Begins to read packets there. */
    void goTo(long offset) {
        goTo(packetsAt, offset);
    }

    /** The offset of what comes next. */
    long position() {
        return consumer.position(packetsAt);
    }

    /** Some of the packets that follow; those of other streams and those that cannot be read are not among them. */
    List<Kept> next(String stream) {
        var found = new ArrayList<Kept>();
        for (var original : poll(packetsAt)) {
            if (!stream.equals(key(original))) continue;
            read(packetReader, original)
                    .ifPresent(packet -> found.add(
                            new Kept(stream, packet, original.offset(), Instant.ofEpochMilli(original.timestamp()))));
        }
        return found;
    }

    private void goTo(TopicPartition where, long offset) {
        consumer.assign(List.of(where));
        consumer.seek(where, offset);
    }

    /** At least one record, of a partition that is known to have one. */
    private List<ConsumerRecord<byte[], byte[]>> poll(TopicPartition where) {
        for (var i = 0; i < MOST_SILENT_POLLS; i++) {
            var before = consumer.position(where);
            var records = consumer.poll(POLL).records(where);
            if (!records.isEmpty() || consumer.position(where) > before) return records;
        }
        throw new TimeoutException("no answer from " + where);
    }

    private long at(TopicPartition where, Instant time) {
        var end = offset(consumer.endOffsets(List.of(where)), where);
        var found = consumer.offsetsForTimes(Map.of(where, Math.max(0, time.toEpochMilli())))
                .get(where);
        return found == null ? end : found.offset();
    }

    private static <V extends Message> Optional<V> read(
            Deserializer<V> reader, ConsumerRecord<byte[], byte[]> original) {
        try {
            return original.value() == null
                    ? Optional.empty()
                    : Optional.ofNullable(reader.deserialize(original.topic(), original.value()));
        } catch (SerializationException e) {
            return Optional.empty();
        }
    }

    private static String key(ConsumerRecord<byte[], byte[]> original) {
        return original.key() == null ? "" : new String(original.key(), StandardCharsets.UTF_8);
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition where) {
        return Objects.requireNonNull(offsets.get(where));
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
