package dev.millrace.gateway.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class ReaderFuzzTest {

    private static final List<Reader<?>> READERS = List.of(
            new TrajectoryReader("default"),
            new CloudReader("default"),
            new SampleReader("amqp"),
            new ModeReader("default"),
            new RestartReader(() -> Instant.EPOCH),
            new ResultReader("default"));

    @FuzzTest(maxDuration = "10m", maxExecutions = 1_000_000)
    void shouldMakeARecordOfAnyBodyOrSayWhyNot(byte[] body) {
        var message = new Incoming("exchange", body, "", "", Map.of(), 1, "amqp-1");
        for (var reader : READERS) assertThat(reader.read(message)).isNotNull();
    }
}
