package dev.millrace.gpu.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.millrace.gpu.demand.Demands;
import dev.millrace.gpu.frame.Frames;
import dev.millrace.message.video.VideoDemand;
import dev.millrace.message.video.VideoKeyframe;
import dev.millrace.message.video.VideoPacket;
import dev.millrace.part.ByteSize;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.serde.MessageSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read while a queue fills and empties; threads run when the test says so. */
class AttentionTest {

    private static final int PACKET_BYTES = 10_000;

    private final Cluster cluster = Cluster.of("127.0.0.1:9", "http://127.0.0.1:9");
    private final MessageSerdes serdes = new MessageSerdes(cluster);
    private final KafkaProducer<String, Message> producer =
            new KafkaProducer<>(cluster.clientProperties(), new StringSerializer(), serdes.serializer());
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Reading reading = new Reading();
    private Attention attention;
    private DecodedStream stream;
    private long offset;

    /** The partitions that are read. */
    private static final class Reading implements PartitionControl {
        final Set<Integer> partitions = new HashSet<>();

        @Override
        public void goTo(int partition, long offset) {}

        @Override
        public void goBackTo(int partition, long offset) {}

        @Override
        public void pause(int partition) {
            partitions.remove(partition);
        }

        @Override
        public void resume(int partition) {
            partitions.add(partition);
        }
    }

    @BeforeEach
    void attend(@TempDir Path directory) {
        var index = new KeyframeIndex(10);
        var demands = new Demands(10);
        var settings = new DecodeSettings(1, ByteSize.parse("1MiB"), 1_000, 80, 1_000_000, 10);
        var means = new DecodedStream.Means(
                "video.packets",
                settings,
                new DecodeMeters(new SimpleMeterRegistry()),
                new Frames(cluster, serdes, producer, 1_000),
                tasks::add,
                PoisonMark.in(directory.resolve("marks"), 1),
                Looker.NOBODY);
        var wanted = VideoDemand.newBuilder()
                .setStream("cam")
                .setForm(VideoDemand.Form.FORM_JPEG)
                .setExpiresNs(60_000_000_000L);
        demands.take("cam", wanted.build(), System.nanoTime(), Duration.ZERO);
        index.take("cam", 0, VideoKeyframe.getDefaultInstance());
        attention = new Attention(demands, index, reading, means);
        attention.assigned(List.of(0));
        stream = attention.of("cam").orElseThrow();
        assertThat(reading.partitions).containsExactly(0);
    }

    @AfterEach
    void close() {
        producer.close(Duration.ZERO);
    }

    @Test
    void shouldReadOnWhenThereWasRoomBeforeItWasToldThatThereIsNone() {
        // Given
        while (isTaken()) assertThat(reading.partitions).containsExactly(0);
        work();

        // When
        attention.isFull("cam");

        // Then
        assertThat(reading.partitions).containsExactly(0);
    }

    @Test
    void shouldReadOnWhenThereIsRoomThoughMoreHasComeMeanwhile() {
        // Given
        while (isTaken()) assertThat(reading.partitions).containsExactly(0);
        attention.isFull("cam");
        assertThat(reading.partitions).isEmpty();
        tasks.remove().run();

        // When
        isTaken();
        work();

        // Then
        assertThat(reading.partitions).containsExactly(0);
    }

    @Test
    void shouldWaitForItsKeyframeWhenALaterPacketWasReadBefore() {
        // When
        stream.offer(VideoPacket.getDefaultInstance(), 7, Standing.NEWEST);

        // Then
        assertThat(stream.hasRead(0)).isFalse();
        assertThat(isTaken()).isTrue();
        assertThat(stream.hasRead(0)).isTrue();
    }

    private boolean isTaken() {
        var packet = VideoPacket.newBuilder().setData(ByteString.copyFrom(new byte[PACKET_BYTES]));
        return stream.offer(packet.build(), offset++, Standing.NEWEST);
    }

    private void work() {
        while (!tasks.isEmpty()) tasks.remove().run();
    }
}
