package dev.millrace.endtoend;

import dev.millrace.message.imu.ImuBatch;
import dev.millrace.message.imu.ImuBatch.Sample;
import dev.millrace.topic.serde.MessageDeserializer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads one device's committed batches of a topic, from its beginning. */
final class ImuReader implements AutoCloseable {

    private final List<ImuBatch> batches = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean isClosed;

    ImuReader(Millrace millrace, String topic, String device) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", millrace.at("kafka"), "isolation.level", "read_committed");
        thread = new Thread(() -> {
            try (var consumer = new KafkaConsumer<>(
                    properties, new StringDeserializer(), new MessageDeserializer<>(ImuBatch.parser()))) {
                var partitions = consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                while (!isClosed) {
                    for (var record : consumer.poll(Duration.ofMillis(50))) {
                        if (record.key().equals(device)) batches.add(record.value());
                    }
                }
            }
        });
        thread.start();
    }

    List<ImuBatch> batches() {
        return batches;
    }

    List<Sample> samples() {
        return batches.stream()
                .flatMap(batch -> batch.getSamplesList().stream())
                .toList();
    }

    List<Long> stamps() {
        return samples().stream().map(Sample::getDeviceNs).toList();
    }

    @Override
    public void close() throws InterruptedException {
        isClosed = true;
        thread.join();
    }
}
