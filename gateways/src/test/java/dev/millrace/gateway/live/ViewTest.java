package dev.millrace.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.message.video.VideoEvent;
import dev.millrace.message.video.VideoStream;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ViewTest {

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    private final Cluster cluster = KAFKA.cluster();
    private final Topic<VideoStream> streams = cluster.topics().videoStreams();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Intake intake =
            Intake.exact(cluster, RealKafka.serdes(cluster), IntakeLimits.EXACT, meters, Stamping.UNTOLD);
    private final LiveReader reader = LiveReader.open(
            LiveReader.Lane.EXACT_SEEN_COMMITTED,
            cluster,
            RealKafka.serdes(cluster),
            TailLimits.DEFAULT,
            meters,
            refused -> {});

    @BeforeEach
    void prepare() {
        intake.prepare(cluster.topics().all());
    }

    @AfterEach
    void close() {
        intake.close();
        reader.close();
    }

    @Test
    void shouldBeReadyWithTheNewestOfEachKey() {
        // Given
        put("a", 1, 1);
        put("b", 1, 2);
        put("a", 2, 3);

        // When
        var view = View.open(reader, streams, meters);
        view.ready().join();

        // Then
        assertThat(view.all()).hasSize(2);
        assertThat(view.get("a").map(VideoStream::getPartition)).contains(3);
    }

    @Test
    void shouldIgnoreAnOlderSessionAndForgetDeletedKeys() {
        // Given
        var view = View.open(reader, streams, meters);
        view.ready().join();
        List<String> changes = new ArrayList<>();
        view.listen(change -> changes.add(change.key() + (change.isDeletion() ? " gone" : "")));

        // When
        put("a", 2, 5);
        put("a", 1, 4);
        put("b", 1, 1);
        delete("b");

        // Then
        await().until(() -> changes.size() == 3);
        assertThat(changes).containsExactly("a", "b", "b gone");
        assertThat(view.get("a").map(VideoStream::getPartition)).contains(5);
        assertThat(view.get("b")).isEmpty();
        assertThat(meters.get("millrace.view.fenced").counter().count()).isEqualTo(1);
    }

    @Test
    void shouldAnswerAnInquiryWithTheDecisionThatCarriesItsId() {
        // Given
        var view = View.open(reader, streams, meters);
        var inquiry = new Inquiry<>(intake, cluster.topics().videoEvents(), view, VideoStream::getInquiryId);
        reader.subscribe(
                Watch.all(cluster.topics().videoEvents(), Start.cursor(0)),
                live -> intake.send(
                        streams,
                        live.key(),
                        VideoStream.newBuilder()
                                .setInquiryId(live.value().getInquiryId())
                                .setPartition(7)
                                .build()));
        view.ready().join();

        // When
        var decision =
                inquiry.ask("s", id -> VideoEvent.newBuilder().setInquiryId(id).build(), Duration.ofSeconds(20));

        // Then
        assertThat(decision.join().getPartition()).isEqualTo(7);
    }

    @Test
    void shouldTellThatNobodyDecided() {
        // Given
        var view = View.open(reader, streams, meters);
        var inquiry = new Inquiry<>(intake, cluster.topics().videoEvents(), view, VideoStream::getInquiryId);

        // When
        var decision =
                inquiry.ask("s", id -> VideoEvent.newBuilder().setInquiryId(id).build(), Duration.ofMillis(300));

        // Then
        assertThatThrownBy(decision::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(Inquiry.Unanswered.class);
    }

    private void put(String key, long epoch, int partition) {
        intake.send(
                        streams,
                        key,
                        VideoStream.newBuilder()
                                .setSessionEpoch(epoch)
                                .setPartition(partition)
                                .build())
                .join();
    }

    private void delete(String key) {
        try (var raw = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", cluster.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            raw.send(new ProducerRecord<String, byte[]>(streams.name(), 0, key, null));
        }
    }
}
