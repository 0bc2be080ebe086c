package dev.millrace.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.topic.Cluster;
import dev.millrace.topic.RecordLimits;
import dev.millrace.topic.serde.MessageSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    @Test
    void shouldKeepTheHeadOfALargeValueAndItsSizeAndPlace() {
        // Given
        var bytes = new byte[RecordLimits.DEAD_LETTER_BYTES + 10];
        Arrays.fill(bytes, (byte) 7);
        try (var registry = new TestRegistry()) {
            var cluster = Cluster.of("127.0.0.1:1", registry.url());
            var serdes = new MessageSerdes(cluster);
            var topic = cluster.topics().deadLetters();
            var letters = new DeadLetters("service", topic, serdes, new SimpleMeterRegistry());

            // When
            var record = letters.record(
                    new DeadLetters.Place("t", 2, 3, "step"),
                    5,
                    new byte[] {65},
                    bytes,
                    new Rejected("why", "because"));

            // Then
            var letter = serdes.deserializer(topic).deserialize(topic.name(), record.value());
            assertThat(record.topic()).isEqualTo(topic.name());
            assertThat(record.key()).containsExactly(65);
            assertThat(letter.getValue().size()).isEqualTo(RecordLimits.DEAD_LETTER_BYTES);
            assertThat(letter.getValueSize()).isEqualTo(bytes.length);
            assertThat(letter.getTopic() + letter.getPartition() + letter.getOffset())
                    .isEqualTo("t23");
            assertThat(letter.getService() + letter.getStep() + letter.getReason() + letter.getMessage())
                    .isEqualTo("servicestepwhybecause");
            assertThat(letter.getReceivedNs()).isEqualTo(5_000_000);
        }
    }
}
