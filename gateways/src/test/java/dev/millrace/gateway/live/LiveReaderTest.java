package dev.millrace.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.millrace.message.video.VideoPacket;
import dev.millrace.part.ByteSize;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LiveReaderTest {

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    private final Cluster cluster = KAFKA.cluster();
    private final Topic<VideoPacket> packets = cluster.topics().videoPackets();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<UnreadableRecord> unreadable = Collections.synchronizedList(new ArrayList<>());
    private final TailLimits limits =
            new TailLimits(ByteSize.parse("256KiB"), Duration.ofSeconds(30), Duration.ofMillis(500));
    private final LiveReader reader =
            LiveReader.open(LiveReader.Lane.FAST, cluster, RealKafka.serdes(cluster), limits, meters, unreadable::add);
    private final Intake intake =
            Intake.fast(cluster, RealKafka.serdes(cluster), IntakeLimits.FAST, meters, Stamping.UNTOLD);

    @BeforeEach
    void prepare() {
        intake.prepare(List.of(cluster.topics().videoPackets()));
    }

    @AfterEach
    void close() {
        intake.close();
        reader.close();
    }

    @Test
    void shouldDeliverOnlyWhatComesAfterLiveStart() {
        // Given
        send(0, 10);
        var viewer = new Viewer();
        reader.subscribe(Watch.placed(packets, 3, "s", Start.live()), viewer);
        await().until(() -> viewer.isLive.get());

        // When
        send(10, 20);

        // Then
        await().until(() -> viewer.seen.size() == 10);
        assertThat(viewer.seen).isEqualTo(numbers(10, 20));
    }

    @Test
    void shouldStartWithTheTailOfItsKey() {
        // Given
        for (var i = 0; i < 300; i++) {
            send(i, i + 1);
            if (i % 3 == 0) send("other", -1);
        }
        var viewer = new Viewer();

        // When
        reader.subscribe(Watch.placed(packets, 3, "s", Start.tail(120)), viewer);

        // Then
        await().until(() -> viewer.isLive.get());
        assertThat(viewer.seen).isEqualTo(numbers(180, 300));
    }

    @Test
    void shouldStartAtTheRecordOfATime() {
        // Given
        send(0, 5);
        var appended = new ArrayList<LiveRecord<VideoPacket>>();
        reader.subscribe(Watch.placed(packets, 3, "s", Start.cursor(3)), appended::add);
        await().until(() -> appended.size() == 2);
        var viewer = new Viewer();

        // When
        reader.subscribe(
                Watch.placed(packets, 3, "s", Start.time(appended.get(0).appended())), viewer);

        // Then
        await().until(() -> viewer.isLive.get());
        assertThat(viewer.seen).endsWith(3L, 4L);
    }

    @Test
    void shouldSpliceManySubscribersWithoutGapOrRepeatWhileRecordsCome() throws Exception {
        // Given
        var last = new AtomicLong();
        var isDone = new AtomicBoolean();
        var writer = new Thread(() -> {
            for (var i = 0L; i < 6000; i++) {
                if (i % 100 == 0) send("s", i).join();
                else send("s", i);
                last.set(i);
            }
            isDone.set(true);
        });
        writer.start();
        var viewers = new ArrayList<Viewer>();

        // When
        while (!isDone.get()) {
            var viewer = new Viewer();
            viewers.add(viewer);
            reader.subscribe(Watch.placed(packets, 3, "s", Start.cursor(last.get() / 2)), viewer);
            Thread.onSpinWait();
            await().pollInterval(Duration.ofMillis(1)).until(() -> isDone.get() || viewer.seen.size() > 50);
        }
        writer.join();

        // Then
        assertThat(viewers).hasSizeGreaterThan(3);
        for (var viewer : viewers) {
            await().until(() -> !viewer.seen.isEmpty() && viewer.seen.get(viewer.seen.size() - 1) == 5999);
            assertThat(viewer.seen).isEqualTo(numbers(viewer.seen.get(0), 6000));
        }
    }

    @Test
    void shouldWaitForRoomWhileCatchingUp() {
        // Given
        send(0, 500);
        var viewer = new Viewer();
        viewer.room.set(0);

        // When
        reader.subscribe(Watch.placed(packets, 3, "s", Start.cursor(0)), viewer);
        await().until(() -> reader.health().isReady());
        viewer.room.set(Long.MAX_VALUE);

        // Then
        await().until(() -> viewer.isLive.get());
        assertThat(viewer.seen).isEqualTo(numbers(0, 500));
    }

    @Test
    void shouldSkipAndReportBytesThatAreNoMessage() {
        // Given
        var viewer = new Viewer();
        reader.subscribe(Watch.placed(packets, 3, "s", Start.live()), viewer);
        await().until(() -> viewer.isLive.get());

        // When
        try (var raw = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", cluster.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            raw.send(new ProducerRecord<>(packets.name(), 3, new byte[] {'s'}, new byte[] {0, 1, 2}));
        }
        send(0, 1);

        // Then
        await().until(() -> viewer.seen.equals(List.of(0L)));
        assertThat(unreadable).hasSize(1);
        assertThat(meters.get("millrace.live.unreadable").counter().count()).isEqualTo(1);
    }

    @Test
    void shouldReleasePartitionThatNobodyWatches() {
        // Given
        var viewer = new Viewer();
        var subscription = reader.subscribe(Watch.placed(packets, 3, "s", Start.live()), viewer);
        await().until(() -> viewer.isLive.get());

        // When
        subscription.close();

        // Then
        await().until(() -> meters.get("millrace.live.partitions").gauge().value() == 0);
        send(0, 1);
        var next = new Viewer();
        reader.subscribe(Watch.placed(packets, 3, "s", Start.cursor(0)), next);
        await().until(() -> next.seen.equals(List.of(0L)));
        assertThat(viewer.seen).isEmpty();
    }

    @Test
    void shouldEndOnlyTheSubscriptionOfSubscriberThatThrows() {
        // Given
        var failed = new CountDownLatch(1);
        reader.subscribe(Watch.placed(packets, 3, "s", Start.live()), new Subscriber<VideoPacket>() {
            @Override
            public void onRecord(LiveRecord<VideoPacket> live) {
                throw new IllegalStateException("a bug");
            }

            @Override
            public void onFailure(RuntimeException cause) {
                failed.countDown();
            }
        });
        var viewer = new Viewer();
        reader.subscribe(Watch.placed(packets, 3, "s", Start.live()), viewer);
        await().until(() -> viewer.isLive.get());

        // When
        send(0, 3);

        // Then
        await().until(() -> viewer.seen.size() == 3);
        await().until(() -> failed.getCount() == 0);
    }

    private void send(int from, int to) {
        for (var i = from; i < to; i++) send("s", i).join();
    }

    private CompletableFuture<?> send(String key, long number) {
        var packet = VideoPacket.newBuilder()
                .setSequence(number)
                .setData(ByteString.copyFrom(new byte[500]))
                .build();
        return intake.send(packets, 3, key, packet);
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    private static final class Viewer implements Subscriber<VideoPacket> {

        final List<Long> seen = Collections.synchronizedList(new ArrayList<>());
        final AtomicBoolean isLive = new AtomicBoolean();
        final AtomicLong room = new AtomicLong(Long.MAX_VALUE);

        @Override
        public void onRecord(LiveRecord<VideoPacket> live) {
            seen.add(live.value().getSequence());
        }

        @Override
        public long room() {
            return room.get();
        }

        @Override
        public void onLive() {
            isLive.set(true);
        }
    }
}
