package dev.millrace.gpu.decode;

import dev.millrace.gpu.decode.DecodeMeters.Bad;
import dev.millrace.gpu.kafka.DeadLetters;
import dev.millrace.gpu.kafka.Values;
import dev.millrace.message.video.VideoPacket;
import dev.millrace.topic.Topic;
import dev.millrace.topic.serde.MessageSerdes;
import java.util.Collection;
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

    /** With so many records of its partition behind it, a picture is worth decoding, but not showing. */
    private static final long OLD = 64;

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
        for (var original : records) {
            if (original.key() == null) continue;
            attention().of(original.key()).ifPresent(stream -> take(stream, original, consumer));
        }
    }

    private void take(DecodedStream stream, ConsumerRecord<String, byte[]> original, Consumer<?, ?> consumer) {
        if (stream.partition() != original.partition() || stream.hasRead(original.offset())) return;
        var packet = values.of(original);
        if (packet.isEmpty()) return;
        var after = consumer.currentLag(new TopicPartition(original.topic(), original.partition()));
        var isOld = after.orElse(0) > OLD;
        if (!stream.offer(packet.get(), original.offset(), isOld)) attention().isFull(original.key());
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
