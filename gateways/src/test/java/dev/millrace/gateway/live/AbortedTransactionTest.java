package dev.millrace.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Stamp;
import dev.millrace.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AbortedTransactionTest {

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    private final Cluster cluster = KAFKA.cluster();
    private final Topic<TelemetryRecord> records = cluster.topics().telemetryRecords();

    @Test
    void shouldShowRecordsOnceThoughTheirTransactionIsAbortedAndWrittenAgain() {
        // Given
        List<Long> early = Collections.synchronizedList(new ArrayList<>());
        List<Long> late = Collections.synchronizedList(new ArrayList<>());
        List<Long> committed = Collections.synchronizedList(new ArrayList<>());
        try (var seenEarly = reader(LiveReader.Lane.EXACT_SEEN_EARLY);
                var seenCommitted = reader(LiveReader.Lane.EXACT_SEEN_COMMITTED)) {
            var first = seenEarly.subscribe(Watch.key(records, "v", Start.live()), live -> early.add(source(live)));
            seenCommitted.subscribe(Watch.key(records, "v", Start.cursor(0)), live -> committed.add(source(live)));
            await().until(() -> first.state() == Subscription.State.LIVE);

            // When
            try (var topology = topology()) {
                topology.initTransactions();
                write(topology, 0, 5, true);
                write(topology, 5, 12, false);
                write(topology, 5, 20, true);
            }
            await().until(() -> early.contains(19L) && committed.contains(19L));
            seenEarly.subscribe(Watch.key(records, "v", Start.cursor(0)), live -> late.add(source(live)));

            // Then
            await().until(() -> late.contains(19L));
            var once = LongStream.range(0, 20).boxed().toList();
            assertThat(early).isEqualTo(once);
            assertThat(late).isEqualTo(once);
            assertThat(committed).isEqualTo(once);
        }
    }

    private LiveReader reader(LiveReader.Lane lane) {
        return LiveReader.open(
                lane, cluster, RealKafka.serdes(cluster), TailLimits.DEFAULT, new SimpleMeterRegistry(), refused -> {});
    }

    private KafkaProducer<String, byte[]> topology() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "transactional.id", "topology"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private void write(KafkaProducer<String, byte[]> topology, long from, long to, boolean isCommitted) {
        topology.beginTransaction();
        for (var offset = from; offset < to; offset++) {
            var derived = Stamp.received(1)
                    .derivedFrom("in", 0, offset)
                    .on(TelemetryRecord.newBuilder())
                    .build();
            var bytes = RealKafka.serdes(cluster).serializer().serialize(records.name(), derived);
            topology.send(new ProducerRecord<>(records.name(), "v", Objects.requireNonNull(bytes)));
        }
        topology.flush();
        if (isCommitted) topology.commitTransaction();
        else topology.abortTransaction();
    }

    private static long source(LiveRecord<TelemetryRecord> live) {
        return Stamp.of(live.value()).source().get(0).lastOffset();
    }
}
