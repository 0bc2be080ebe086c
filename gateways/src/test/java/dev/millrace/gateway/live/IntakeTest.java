package dev.millrace.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.millrace.message.video.VideoPacket;
import dev.millrace.part.ByteSize;
import dev.millrace.part.Health;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.RecordLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IntakeTest {

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    private static final IntakeLimits SMALL = new IntakeLimits(ByteSize.parse("1MiB"), Duration.ofSeconds(1));

    private final Cluster cluster = KAFKA.cluster();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Intake intake = Intake.exact(cluster, RealKafka.serdes(cluster), SMALL, meters, Stamping.UNTOLD);

    @BeforeEach
    void prepare() {
        intake.prepare(List.of(cluster.topics().videoPackets()));
    }

    @AfterEach
    void close() {
        intake.close();
    }

    @Test
    void shouldCompleteWithTheOffsetTheBrokerGave() {
        // Given
        send(100).join();

        // When
        var metadata = send(100).join();

        // Then
        assertThat(metadata.offset()).isEqualTo(1);
        assertThat(intake.inFlightBytes()).isZero();
        assertThat(meters.get("millrace.intake.acknowledged").timer().count()).isEqualTo(2);
    }

    @Test
    void shouldRefuseRecordThatIsTooLarge() {
        // When
        var refusal = refusalOf(send(RecordLimits.RECORD_BYTES + 1));

        // Then
        assertThat(refusal.reason()).isEqualTo(IntakeRefused.Reason.INVALID);
        assertThat(refusal.isWeather()).isFalse();
    }

    @Test
    void shouldSendNothingBehindWhatIsRefused() {
        // Given
        var packets = List.of(packet(100), packet(RecordLimits.RECORD_BYTES + 1), packet(100));

        // When
        var sent = intake.sendAll(cluster.topics().videoPackets(), "cam", packets);

        // Then
        assertThat(refusalOf(sent).reason()).isEqualTo(IntakeRefused.Reason.INVALID);
        var next = intake.send(cluster.topics().videoPackets(), "cam", packet(100));
        assertThat(next.join().offset()).isEqualTo(1);
    }

    @Test
    void shouldRefuseSoonWhileTheBrokerIsAwayAndTakeRecordsAfterwards() {
        // Given
        send(100).join();
        KAFKA.stopBroker();

        // When
        var sent = IntStream.range(0, 30).mapToObj(i -> send(100_000)).toList();
        var waiting = intake.inFlightBytes();
        await().until(() -> sent.stream().allMatch(CompletableFuture::isDone));
        var health = intake.health();
        KAFKA.startBroker();

        // Then
        assertThat(sent).map(IntakeTest::refusalOf).allMatch(IntakeRefused::isWeather);
        assertThat(waiting).isLessThanOrEqualTo(SMALL.inFlight().bytes());
        assertThat(intake.inFlightBytes()).isZero();
        assertThat(health.state()).isEqualTo(Health.State.DEGRADED);
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        send(100).handle((metadata, failure) -> failure == null).join());
        assertThat(intake.health()).isEqualTo(Health.ready());
    }

    @Test
    void shouldRefuseEverythingOnceClosed() {
        // When
        intake.close();

        // Then
        assertThat(refusalOf(send(1)).reason()).isEqualTo(IntakeRefused.Reason.CLOSED);
    }

    private CompletableFuture<RecordMetadata> send(int bytes) {
        return intake.send(cluster.topics().videoPackets(), 0, "s", packet(bytes));
    }

    private static VideoPacket packet(int bytes) {
        return VideoPacket.newBuilder()
                .setData(ByteString.copyFrom(new byte[bytes]))
                .build();
    }

    private static IntakeRefused refusalOf(CompletableFuture<?> sent) {
        try {
            sent.join();
            throw new AssertionError("was taken");
        } catch (CompletionException e) {
            return (IntakeRefused) Objects.requireNonNull(e.getCause());
        }
    }
}
