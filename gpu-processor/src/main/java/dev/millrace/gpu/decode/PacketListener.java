package dev.millrace.gpu.decode;

import dev.millrace.gpu.decode.DecodeMeters.Bad;
import dev.millrace.gpu.kafka.DeadLetters;
import dev.millrace.gpu.kafka.Values;
import dev.millrace.message.video.VideoPacket;
import dev.millrace.topic.Topic;
import dev.millrace.topic.serde.MessageSerdes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

/**
 * Hands the packets of the streams that are looked at to their decoders, on the consumer's thread, and never waits for
 * them. Packets of other streams are not even parsed.
 */
final class PacketListener
        implements BatchConsumerAwareMessageListener<String, byte[]>, ConsumerSeekAware, PartitionControl {

    /** With so many records of its partition behind it, a picture is too old to be shown. */
    private static final long OLD = 64;

    private record Read(ConsumerRecord<String, byte[]> original, VideoPacket packet) {}

    private final Topic<VideoPacket> topic;
    private final Values<VideoPacket> values;
    private final DecodeMeters meters;
    private @Nullable Attention attention;
    private @Nullable KafkaMessageListenerContainer<String, byte[]> container;
    private volatile @Nullable ConsumerSeekCallback seeks;

    PacketListener(Topic<VideoPacket> topic, MessageSerdes serdes, DecodeMeters meters, DeadLetters deadLetters) {
        this.topic = topic;
        this.meters = meters;
        this.values = new Values<>(topic, serdes, (original, why) -> {
            meters.bad(Bad.UNREADABLE);
            deadLetters.about(original, "decode", "unreadable", why);
        });
    }

    /** Before the container starts: what it is told and what it tells. */
    void between(Attention attention, KafkaMessageListenerContainer<String, byte[]> container) {
        this.attention = attention;
        this.container = container;
    }

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> records, @Nullable Consumer<?, ?> given) {
        var consumer = Objects.requireNonNull(given, "this kind of listener is given its consumer");
        var read = new ArrayList<Read>();
        var newest = new HashMap<DecodedStream, Long>();
        for (var original : records) {
            if (original.key() == null) continue;
            var stream = attention().of(original.key()).filter(one -> isAwaited(one, original));
            var packet = stream.flatMap(one -> values.of(original));
            if (packet.isEmpty()) continue;
            read.add(new Read(original, packet.get()));
            if (packet.get().getStartsPicture()) newest.put(stream.get(), original.offset());
        }
        for (var one : read) {
            // One that was full just now is not looked at any more.
            attention().of(one.original().key()).ifPresent(stream -> {
                var isFollowed = one.original().offset() < newest.getOrDefault(stream, Long.MIN_VALUE);
                take(stream, one, standing(one.original(), isFollowed, consumer));
            });
        }
    }

    private static boolean isAwaited(DecodedStream stream, ConsumerRecord<String, byte[]> original) {
        return stream.partition() == original.partition() && !stream.hasRead(original.offset());
    }

    private static Standing standing(
            ConsumerRecord<String, byte[]> original, boolean isFollowed, Consumer<?, ?> consumer) {
        var after = consumer.currentLag(new TopicPartition(original.topic(), original.partition()));
        var behind = after.orElse(0);
        if (behind > OLD) return Standing.OLD;
        return isFollowed || behind > 0 ? Standing.FOLLOWED : Standing.NEWEST;
    }

    private void take(DecodedStream stream, Read read, Standing standing) {
        var original = read.original();
        if (!isAwaited(stream, original)) return;
        if (!stream.offer(read.packet(), original.offset(), standing))
            attention().isFull(original.key());
    }

    @Override
    public void registerSeekCallback(ConsumerSeekCallback callback) {
        seeks = callback;
    }

    @Override
    public void onPartitionsAssigned(Map<TopicPartition, Long> positions, ConsumerSeekCallback callback) {
        attention().assigned(numbers(positions.keySet()));
    }

    @Override
    public void onPartitionsRevoked(@Nullable Collection<TopicPartition> partitions) {
        if (partitions != null) attention().revoked(numbers(partitions));
    }

    @Override
    public void goTo(int partition, long offset) {
        var asked = seeks;
        if (asked != null) asked.seek(topic.name(), partition, offset);
    }

    @Override
    public void goBackTo(int partition, long offset) {
        var asked = seeks;
        if (asked != null) asked.seek(topic.name(), partition, (Long position) -> Math.min(position, offset));
    }

    @Override
    public void pause(int partition) {
        container().pausePartition(new TopicPartition(topic.name(), partition));
    }

    @Override
    public void resume(int partition) {
        container().resumePartition(new TopicPartition(topic.name(), partition));
    }

    private static List<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).toList();
    }

    private Attention attention() {
        return Objects.requireNonNull(attention, "not wired yet");
    }

    private KafkaMessageListenerContainer<String, byte[]> container() {
        return Objects.requireNonNull(container, "not wired yet");
    }
}
