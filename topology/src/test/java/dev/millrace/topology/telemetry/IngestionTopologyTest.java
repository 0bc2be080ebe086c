package dev.millrace.topology.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.message.telemetry.CompressedTelemetry;
import dev.millrace.message.telemetry.CompressedTelemetry.Format;
import dev.millrace.topic.Stamp;
import dev.millrace.topology.TopologyBench;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IngestionTopologyTest {

    private static final byte[] PACKET = HexFormat.of().parseHex("08d087b6eeb2332db6e64046");

    private final TopologyBench bench = new TopologyBench(new IngestionTopology());

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldTakeInABarePacketAsIfItHadBeenPosted() {
        // When
        send("5YJ3E1EA2KF000002", PACKET);

        // Then
        var record = compressed().get(0);
        assertThat(record.key()).isEqualTo("5YJ3E1EA2KF000002");
        assertThat(record.value().getFormat()).isEqualTo(Format.FORMAT_COMPRESSED);
        assertThat(record.value().getTimestampMs()).isEqualTo(1_766_000_002_000L);
        assertThat(record.value().hasSpeed()).isFalse();
        assertThat(record.value().getPayload().toByteArray()).isEqualTo(PACKET);
        var stamp = Stamp.of(record.value());
        assertThat(stamp.captureTimeNs()).isEqualTo(1_766_000_002_000_000_000L);
        assertThat(stamp.receivedNs()).isPositive();
        assertThat(stamp.source()).containsExactly(new Stamp.Source("telemetry-raw", 0, 0, 0));
    }

    @Test
    void shouldGiveWhatHasNoVehicleToTheDefaultOne() {
        // When
        bench.sendBytes(bench.topics().telemetryRaw(), null, PACKET);
        send("", new byte[0]);

        // Then
        assertThat(compressed())
                .extracting(TestRecord::key)
                .containsOnly("5YJ3E1EA1KF000001")
                .hasSize(2);
    }

    @Test
    void shouldSetAsideWhatIsNoPacketAndGoOn() {
        // When
        send("A", new byte[] {1, 2, 3});
        bench.sendBytes(bench.topics().telemetryRaw(), "A".getBytes(StandardCharsets.UTF_8), null);
        send("A".repeat(200), PACKET);
        send("A", HexFormat.of().parseHex("150000c07f"));
        send("A", PACKET);

        // Then
        assertThat(bench.deadLetters())
                .extracting(letter -> letter.getReason())
                .containsExactly("malformed", "no-value", "no-key", "malformed");
        assertThat(compressed()).hasSize(1);
    }

    private void send(String key, byte[] value) {
        bench.sendBytes(bench.topics().telemetryRaw(), key.getBytes(StandardCharsets.UTF_8), value);
    }

    private List<TestRecord<String, CompressedTelemetry>> compressed() {
        return bench.read(bench.topics().telemetryCompressed());
    }
}
