package dev.millrace.gateway.analyst;

import static dev.millrace.gateway.analyst.Analyst.body;
import static dev.millrace.gateway.analyst.Analyst.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.live.RealKafka;
import dev.millrace.message.telemetry.TelemetryRecord;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryLimitsTest {

    /** Nobody waits for its end. */
    private static final String ENDLESS = "SELECT sum(a.range * b.range % 7) FROM range(1000000) a, range(1000000) b";

    private static final int RECORDS = 3_000;

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    private static Analyst analyst;

    @BeforeAll
    static void start() {
        analyst = Analyst.at(
                KAFKA.cluster(),
                Map.of(
                        "MILLRACE_ANALYST_QUERIES", "2",
                        "MILLRACE_ANALYST_MEMORY", "64MiB",
                        "MILLRACE_ANALYST_ANSWER", "48MiB",
                        "MILLRACE_ANALYST_ROWS", "2000",
                        "MILLRACE_GATEWAY_REQUESTS_IDLE", "2s"));
        analyst.produce(
                analyst.cluster().topics().telemetryRecords(),
                "A",
                IntStream.range(0, RECORDS)
                        .mapToObj(
                                i -> TelemetryRecord.newBuilder().setSequence(i).build())
                        .toList());
    }

    @AfterAll
    static void stop() {
        analyst.close();
    }

    @Test
    void shouldEndQuestionThatTakesTooLong() {
        // When
        var response = analyst.post(body(ENDLESS, "json", "{\"seconds\": 0.5}"));

        // Then
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).path("detail").asText()).isEqualTo("it takes longer than 500 ms");
        assertThat(analyst.running()).isZero();
    }

    @Test
    void shouldWaitForAnswerLongerThanConnectionsMayBeSilent() {
        // When
        var response = analyst.post(body(ENDLESS, "json", "{\"seconds\": 4}"));

        // Then
        assertThat(json(response).path("detail").asText()).isEqualTo("it takes longer than 4 s");
    }

    @Test
    void shouldReadNoMoreThanSoManyRecords() {
        // When
        var response = analyst.post(body("SELECT max(sequence) FROM telemetry.records", "json", "{\"records\": 10}"));

        // Then
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).path("detail").asText())
                .isEqualTo("it reads more than 10 records; narrow it by _time, _partition, _offset or _key");
    }

    @Test
    void shouldReadNoMoreThanSoManyBytes() {
        // When
        var response = analyst.post(body("SELECT max(sequence) FROM telemetry.records", "json", "{\"bytes\": 100}"));

        // Then
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(json(response).path("detail").asText()).contains("more than 100 bytes");
    }

    @Test
    void shouldSayWhenThereAreMoreRows() {
        // When
        var answer = analyst.ask("SELECT _offset FROM telemetry.records");
        var fewer = json(analyst.post(body("SELECT _offset FROM telemetry.records", "json", "{\"rows\": 7}")));

        // Then
        assertThat(answer.path("rows")).hasSize(2000);
        assertThat(answer.path("complete").asBoolean()).isFalse();
        assertThat(fewer.path("rows")).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT list(range) FROM range(100000000)",
                "SELECT count(DISTINCT range) FROM range(100000000)",
                "SELECT * FROM range(50000000) ORDER BY hash(range)"
            })
    void shouldUseNoMoreMemory(String sql) {
        // When
        var problem = analyst.problem(sql);

        // Then
        assertThat(problem.path("status").asInt()).isEqualTo(422);
        assertThat(problem.path("detail").asText()).isEqualTo("it needs more memory than the 64MiB it may use");
    }

    @Test
    void shouldCutAnswerThatIsTooLarge() {
        // Given
        var large = "SELECT range, repeat('x', 100000) FROM range(1000)";

        // When
        var json = json(analyst.post(body(large, "json", "{}")));

        // Then
        assertThat(json.path("complete").asBoolean()).isFalse();
        assertThat(json.at("/error/detail").asText()).contains("larger than");
        assertThatThrownBy(() -> analyst.postLater(body(large, "csv", "{}")).join())
                .as("what is half of a file must not look whole")
                .isInstanceOf(CompletionException.class);
        assertThat(analyst.running()).isZero();
    }

    @Test
    void shouldAnswerNoMoreAtOnceAndSayWhenToComeBack() {
        // Given
        var one = analyst.postLater(
                "{\"id\": \"one\"," + body(ENDLESS, "json", "{}").substring(1));
        var two = analyst.postLater(
                "{\"id\": \"two\"," + body(ENDLESS, "json", "{}").substring(1));
        await().until(() -> analyst.running() == 2);

        // When
        var third = analyst.post(body("SELECT 1", "json", "{}"));

        // Then
        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(analyst.delete("/queries/one").statusCode()).isEqualTo(204);
        assertThat(analyst.delete("/queries/two").statusCode()).isEqualTo(204);
        assertThat(one.join().statusCode()).isEqualTo(409);
        assertThat(json(two.join()).path("detail").asText()).isEqualTo("it was called off");
        assertThat(analyst.one("SELECT 1").asInt()).isEqualTo(1);
    }

    @Test
    void shouldEndQuestionWhoseClientHasLeft() throws Exception {
        // Given
        var client = analyst.deaf(body(ENDLESS, "json", "{}"));
        await().until(() -> analyst.running() == 1);

        // When
        client.close();

        // Then
        await().until(() -> analyst.running() == 0);
        assertThat(analyst.questions().findFirst().orElseThrow().path("detail").asText())
                .isEqualTo("the client has left");
    }

    @Test
    void shouldFreePlaceOfClientThatDoesNotRead() throws Exception {
        // Given
        var much = "SELECT repeat('x', 10000) FROM range(1000000)";

        // When
        try (var client = analyst.deaf(body(much, "ndjson", "{\"seconds\": 1}"))) {
            await().until(() -> analyst.running() == 1);

            // Then
            await().atMost(Duration.ofSeconds(20)).until(() -> analyst.running() == 0);
            assertThat(client.isClosed()).isFalse();
            assertThat(analyst.questions()
                            .findFirst()
                            .orElseThrow()
                            .path("state")
                            .asText())
                    .isEqualTo("failed");
        }
    }

    @Test
    void shouldOutliveManyQuestionsThatAreCalledOff() {
        // When
        for (var i = 0; i < 40; i++) {
            var sql = i % 2 == 0 ? "SELECT * FROM telemetry.records, range(1000000)" : ENDLESS;
            var id = "off-" + i;
            var asked = analyst.postLater(
                    "{\"id\": \"" + id + "\"," + body(sql, "ndjson", "{}").substring(1));
            await().until(() -> analyst.get("/queries/" + id).statusCode() == 200);
            analyst.delete("/queries/" + id);
            asked.exceptionally(cut -> null).join();
        }

        // Then
        await().until(() -> analyst.running() == 0);
        assertThat(analyst.one("SELECT count(*) FROM telemetry.records").asInt())
                .isEqualTo(RECORDS);
    }
}
