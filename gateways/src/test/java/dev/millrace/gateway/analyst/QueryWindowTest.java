package dev.millrace.gateway.analyst;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.live.RealKafka;
import dev.millrace.message.telemetry.TelemetryRecord;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A question about five seconds reads the offsets of these, however many others there are. */
class QueryWindowTest {

    private static final int RECORDS = Boolean.getBoolean("millrace.long") ? 1_000_000 : 20_000;
    private static final int VEHICLES = 20;
    private static final Duration WINDOW = Duration.ofSeconds(5);
    /** As {@code analyst.clock-slack} has it. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    @Test
    void shouldReadNothingBeyondIt() {
        try (var analyst = Analyst.at(KAFKA.cluster(), Map.of("MILLRACE_ANALYST_CLOCK_SLACK", "1s"))) {
            // Given
            produce(analyst);
            var first = analyst.one("SELECT min(_time) FROM telemetry.records").asText();
            var beyond = WINDOW.plus(SLACK).plusMillis(500);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> analyst.one("SELECT now() > TIMESTAMPTZ '" + first + "' + INTERVAL "
                                    + beyond.toMillis() + " MILLISECONDS")
                            .asBoolean());
            produce(analyst);

            // When
            var answer = analyst.ask("SELECT count(*) FROM telemetry.records WHERE " + until(first, WINDOW));

            // Then
            var read = answer.path("read");
            System.out.println("a window of 5 s in " + RECORDS + " records: " + answer);
            var within =
                    analyst.one("SELECT count(*) FROM telemetry.records WHERE " + until(first, WINDOW.plus(SLACK)));
            assertThat(analyst.one("SELECT count(*) FROM telemetry.records").asInt())
                    .isEqualTo(RECORDS);
            assertThat(answer.at("/rows/0/0").asInt()).isPositive();
            assertThat(read.path("records").asInt())
                    .isGreaterThanOrEqualTo(answer.at("/rows/0/0").asInt())
                    .isLessThanOrEqualTo(within.asInt())
                    .isLessThanOrEqualTo(RECORDS / 2);
        }
    }

    private static void produce(Analyst analyst) {
        for (var vehicle = 0; vehicle < VEHICLES; vehicle++) {
            var each = RECORDS / 2 / VEHICLES;
            analyst.produce(
                    analyst.cluster().topics().telemetryRecords(),
                    "CAR-" + vehicle,
                    IntStream.range(0, each)
                            .mapToObj(i ->
                                    TelemetryRecord.newBuilder().setSequence(i).build())::iterator);
        }
    }

    private static String until(String first, Duration time) {
        return "_time >= TIMESTAMPTZ '" + first + "' AND _time < TIMESTAMPTZ '" + first + "' + INTERVAL "
                + time.toSeconds() + " SECONDS";
    }
}
