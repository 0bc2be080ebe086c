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
import dev.millrace.part.Health;
import dev.millrace.topic.Cluster;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
        send("one");

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
        try (var look = new RetentionLook(cluster)) {
            return look.behind(List.of(reading()), Instant.now().plus(Duration.ofDays(6))).values().stream()
                    .collect(Collectors.averagingDouble(part -> part));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private RetentionWatch watch(Duration later) {
        var watch = new RetentionWatch(cluster, () -> Instant.now().plus(later), meters, List.of(reading()));
        watch.start();
        return watch;
    }

    private Reading reading() {
        return Reading.byTopology(cluster.topics().telemetryCompressed(), "reconstruction");
    }

    private RecordMetadata send(String text) {
        var packet = CompressedTelemetry.newBuilder().setPayload(ByteString.copyFromUtf8(text));
        return intake.send(cluster.topics().telemetryCompressed(), "vin", packet.build())
                .join();
    }

    private void commit(long offset, RecordMetadata of) {
        try (var admin = Admin.create(cluster.clientProperties())) {
            var at = Map.of(new TopicPartition(of.topic(), of.partition()), new OffsetAndMetadata(offset));
            var group = cluster.topics().namespace().qualify(GROUP);
            admin.alterConsumerGroupOffsets(group, at).all().get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
