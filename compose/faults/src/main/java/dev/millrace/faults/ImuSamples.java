package dev.millrace.faults;

import dev.millrace.faults.Ledger.Entry;
import dev.millrace.message.imu.ImuBatch;
import dev.millrace.topic.Topic;
import dev.millrace.topic.serde.MessageDeserializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The samples in a topic, by device and stamp, once nothing more comes. */
final class ImuSamples {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** Longer than any transaction of a killed process stays open. */
    private static final Duration QUIET = Duration.ofSeconds(12);

    private ImuSamples() {}

    static List<Entry> read(String bootstrapServers, Topic<ImuBatch> topic, int atLeast) {
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
                records.forEach(record -> record.value()
                        .getSamplesList()
                        .forEach(sample -> found.add(new Entry(record.key(), sample.getDeviceNs()))));
                if (!records.isEmpty()) quietSince = System.nanoTime();
                if (found.size() >= atLeast && System.nanoTime() - quietSince > QUIET.toNanos()) break;
            }
        }
        return found;
    }
}
