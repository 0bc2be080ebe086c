package dev.millrace.gateway.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.millrace.gateway.live.Intake;
import dev.millrace.gateway.live.IntakeLimits;
import dev.millrace.gateway.live.IntakeRefused;
import dev.millrace.gateway.live.RealKafka;
import dev.millrace.gateway.live.Stamping;
import dev.millrace.message.telemetry.CompressedTelemetry;
import dev.millrace.message.telemetry.TelemetryStatistics;
import dev.millrace.part.Health;
import dev.millrace.topic.Cluster;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RetentionWatchTest {

    @RegisterExtension
    private static final RealKafka KAFKA = new RealKafka();

    private static final String GROUP = "reconstruction-v2";

    private final Cluster cluster = KAFKA.cluster();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Intake intake = Intake.exact(
            cluster, RealKafka.serdes(cluster), IntakeLimits.EXACT, new SimpleMeterRegistry(), Stamping.UNTOLD);

    @AfterEach
    void close() {
        intake.close();
    }

    @Test
    void shouldAlertAtHalfOfTheRetention() {
        // Given
        send("one");
        var second = send("two");
        commit(second.offset(), second);

        // When
        try (var watch = watch(Duration.ofDays(4))) {

            // Then
            await().until(() -> watch.health().state() == Health.State.DEGRADED);
            assertThat(watch.health().detail()).contains("57 %");
            assertThat(watch.refusal()).isEmpty();
            assertThat(meters.get("millrace.retention.behind").gauge().value()).isBetween(0.57, 0.58);
        }
    }

    @Test
    void shouldRefuseWhatMightBeDeletedUnread() {
        // Given
        commit(0, send("one"));

        // When
        try (var watch = watch(Duration.ofDays(6))) {
            intake.guard(cluster.topics().telemetryCompressed(), watch::refusal);

            // Then
            await().until(() -> watch.refusal().isPresent());
            assertThatThrownBy(() -> send("two"))
                    .hasCauseInstanceOf(IntakeRefused.class)
                    .hasMessageContaining("reconstruction has not read");
        }
    }

    @Test
    void shouldTakeAgainWhatAGroupIsCatchingUpWith() {
        // Given
        var first = send("one");
        commit(0, first);
        var later = new AtomicReference<>(Duration.ofDays(6));
        var isCatchingUp = new AtomicBoolean();
        try (var watch = watch(() -> later.updateAndGet(each -> isCatchingUp.get() ? each.minusMinutes(1) : each))) {
            await().until(() -> watch.refusal().isPresent());

            // When
            isCatchingUp.set(true);

            // Then
            await().until(() -> watch.refusal().isEmpty());
            assertThat(watch.health().state()).isEqualTo(Health.State.DEGRADED);
        }
    }

    /** A topology's new version starts at the oldest record, whose danger is none of its making. */
    @Test
    void shouldNotRefuseForWhoHasNotBegun() {
        // Given
        send("one");

        // When
        try (var watch = watch(Duration.ofDays(6))) {
            await().until(() -> watch.health().state() == Health.State.DEGRADED);
            var looks = new AtomicInteger();

            // Then
            await().until(() -> watch.refusal().isEmpty() && looks.incrementAndGet() == 20);
        }
    }

    @Test
    void shouldForgetAConnectorThatIsGone() throws Exception {
        // Given
        var sent = send("one");
        var connector = Dependence.byConnector(cluster.topics().telemetryCompressed(), "archive");
        commit(connector.group(), 0, sent);
        try (var watch = watch(() -> Duration.ofDays(6), connector)) {
            await().until(() -> watch.refusal().isPresent());

            // When
            try (var admin = Admin.create(cluster.clientProperties())) {
                admin.deleteConsumerGroups(List.of(connector.group())).all().get();
            }

            // Then
            await().until(() -> watch.health().isReady());
            assertThat(watch.refusal()).isEmpty();
        }
    }

    @Test
    void shouldWaitForNobodyWhereNothingIsDeletedByAge() {
        // Given
        var stats = cluster.topics().telemetryStats();
        intake.send(stats, "vin", TelemetryStatistics.getDefaultInstance()).join();

        // Then
        assertThat(behind(Dependence.byTopology(stats, "archive"))).isZero();
    }

    @Test
    void shouldWaitForNothingThatWasRead() {
        // Given
        var last = send("one");
        commit(last.offset() + 1, last);

        // Then
        assertThat(behind()).isZero();
    }

    /** The end of a transaction stands behind the last record, and what was taken back is no record. */
    @Test
    void shouldWaitForNoRecordThatWasTakenBack() throws Exception {
        // Given
        var last = send("one");
        commit(last.offset() + 1, last);
        var properties = cluster.clientProperties();
        properties.put("transactional.id", cluster.namespace());
        try (var producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(last.topic(), last.partition(), new byte[1], new byte[1]))
                    .get();
            producer.abortTransaction();
        }

        // Then
        assertThat(behind()).isZero();
    }

    private double behind() {
        return behind(dependence());
    }

    private double behind(Dependence dependence) {
        try (var look = new RetentionLook(cluster)) {
            return look.backlog(dependence, Instant.now().plus(Duration.ofDays(6)))
                    .orElseThrow()
                    .age();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private RetentionWatch watch(Duration later) {
        return watch(() -> later);
    }

    private RetentionWatch watch(Supplier<Duration> later) {
        return watch(later, dependence());
    }

    private RetentionWatch watch(Supplier<Duration> later, Dependence dependence) {
        var watch = new RetentionWatch(
                cluster, () -> Instant.now().plus(later.get()), Duration.ofMillis(100), meters, List.of(dependence));
        watch.start();
        return watch;
    }

    private Dependence dependence() {
        return Dependence.byTopology(cluster.topics().telemetryCompressed(), "reconstruction");
    }

    private RecordMetadata send(String text) {
        var packet = CompressedTelemetry.newBuilder().setPayload(ByteString.copyFromUtf8(text));
        return intake.send(cluster.topics().telemetryCompressed(), "vin", packet.build())
                .join();
    }

    private void commit(long offset, RecordMetadata of) {
        commit(cluster.topics().namespace().qualify(GROUP), offset, of);
    }

    private void commit(String group, long offset, RecordMetadata of) {
        try (var admin = Admin.create(cluster.clientProperties())) {
            var at = Map.of(new TopicPartition(of.topic(), of.partition()), new OffsetAndMetadata(offset));
            admin.alterConsumerGroupOffsets(group, at).all().get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
