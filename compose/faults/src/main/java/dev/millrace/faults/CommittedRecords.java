package dev.millrace.faults;

import dev.millrace.faults.Ledger.Entry;
import dev.millrace.topic.Topics;
import dev.millrace.topic.serde.MessageDeserializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a reader of committed records finds, once the topology has caught up with everything acknowledged. */
final class CommittedRecords {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** Longer than any transaction of a killed process stays open. */
    private static final Duration QUIET = Duration.ofSeconds(15);

    private CommittedRecords() {}

    /** Reads until {@code expected} records were found and none has come for a while, or patience ends. */
    static List<Entry> read(String bootstrapServers, Topics topics, int expected) {
        var topic = topics.telemetryRecords();
        var found = new ArrayList<Entry>();
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new MessageDeserializer<>(topic.parser()))) {
            var partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var giveUp = System.nanoTime() + PATIENCE.toNanos();
            var quietSince = System.nanoTime();
            while (System.nanoTime() < giveUp) {
                var records = consumer.poll(Duration.ofMillis(500));
                records.forEach(record ->
                        found.add(new Entry(record.key(), record.value().getTimestampMs())));
                if (!records.isEmpty()) quietSince = System.nanoTime();
                var isQuiet = System.nanoTime() - quietSince > QUIET.toNanos();
                if (found.size() >= expected && isQuiet) break;
            }
        }
        return found;
    }
}
