package dev.millrace.faults;

import dev.millrace.message.dead.DeadLetter;
import dev.millrace.topic.Topics;
import dev.millrace.topic.serde.MessageDeserializer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Bytes that are no message, among the records of a topic, and what became of them. For use by one thread. */
final class Poison implements AutoCloseable {

    /** Where a record is, whoever tells it. */
    private record Place(int partition, long offset) {}

    private final String bootstrapServers;
    private final Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Set<Place> laid = new HashSet<>();

    Poison(String bootstrapServers, Topics topics) {
        this.bootstrapServers = bootstrapServers;
        this.topics = topics;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer());
    }

    void lay() throws InterruptedException, ExecutionException {
        var number = laid.size();
        var text = ("poison " + number).getBytes(StandardCharsets.UTF_8);
        var place = producer.send(new ProducerRecord<>(topics.telemetryRecords().name(), text, text))
                .get();
        laid.add(new Place(place.partition(), place.offset()));
    }

    int count() {
        return laid.size();
    }

    /** How many of them a service has written to the dead letters, after waiting for all of them for a while. */
    int buried(String service, Duration atMost) {
        var found = new HashSet<Place>();
        var letters = topics.deadLetters();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new MessageDeserializer<>(letters.parser()))) {
            var partition = new TopicPartition(letters.name(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = System.nanoTime() + atMost.toNanos();
            while (found.size() < laid.size() && System.nanoTime() < end) {
                for (var letter : consumer.poll(Duration.ofMillis(200))) take(letter.value(), service, found);
            }
        }
        return found.size();
    }

    private void take(DeadLetter letter, String service, Set<Place> found) {
        var place = new Place(letter.getPartition(), letter.getOffset());
        if (letter.getService().equals(service) && laid.contains(place)) found.add(place);
    }

    @Override
    public void close() {
        producer.close();
    }
}
