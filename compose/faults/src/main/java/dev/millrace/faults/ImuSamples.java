package dev.millrace.faults;

import dev.millrace.faults.Ledger.Entry;
import dev.millrace.message.imu.ImuBatch;
import dev.millrace.topic.Topic;
import dev.millrace.topic.serde.MessageDeserializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The samples in topics, by device and stamp, once nothing more comes. */
final class ImuSamples {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Longer than any transaction of a killed process stays open. */
    private static final Duration QUIET = Duration.ofSeconds(12);

    private ImuSamples() {}

    /**
     * Reads until there are {@code atLeast} in all topics together and none has come for a while, or patience ends.
     *
     * @return by the name of the topic
     */
    static Map<String, List<Entry>> read(String bootstrapServers, List<Topic<ImuBatch>> topics, int atLeast) {
        var found = new HashMap<String, List<Entry>>();
        topics.forEach(topic -> found.put(topic.name(), new ArrayList<>()));
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new MessageDeserializer<>(ImuBatch.parser()))) {
            var partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var giveUp = System.nanoTime() + PATIENCE.toNanos();
            var quietSince = System.nanoTime();
            var count = 0;
            while (System.nanoTime() < giveUp) {
                for (var record : consumer.poll(Duration.ofMillis(500))) {
                    var entries = found.computeIfAbsent(record.topic(), absent -> new ArrayList<>());
                    for (var sample : record.value().getSamplesList()) {
                        entries.add(new Entry(record.key(), sample.getDeviceNs()));
                    }
                    count += record.value().getSamplesCount();
                    quietSince = System.nanoTime();
                }
                if (count >= atLeast && System.nanoTime() - quietSince > QUIET.toNanos()) break;
            }
        }
        return found;
    }
}
