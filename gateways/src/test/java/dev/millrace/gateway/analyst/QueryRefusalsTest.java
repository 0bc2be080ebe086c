package dev.millrace.gateway.analyst;

import static dev.millrace.gateway.analyst.Analyst.body;
import static dev.millrace.gateway.analyst.Analyst.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.live.RealKafka;
import dev.millrace.message.telemetry.TelemetryRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryRefusalsTest {

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    private static Analyst analyst;

    @BeforeAll
    static void start() {
        analyst = Analyst.at(KAFKA.cluster(), Map.of());
        var topic = analyst.cluster().topics().telemetryRecords();
        analyst.produce(topic, "CAR-0", List.of(TelemetryRecord.getDefaultInstance()));
    }

    @AfterAll
    static void stop() {
        analyst.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM telemetry.recordz",
                "SELECT nonsense FROM telemetry.records",
                "SELEC 1",
                "SELECT 1; SELECT 2",
                "",
                "  -- nothing\n",
                "SELECT 'a'::INTEGER",
                "SELECT * FROM telemetry.records WHERE _time > 'yesterday'",
                "COPY (SELECT 1) TO '/tmp/millrace-not-written'",
                "ATTACH '/tmp/millrace-not-written.db'",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SET memory_limit = '10GB'",
                "RESET lock_configuration",
                "PRAGMA database_list",
                "CREATE TABLE t (a INTEGER)",
                "INSERT INTO telemetry.records (_key) VALUES ('x')",
                "DROP VIEW telemetry.records",
                "CALL enable_logging(storage = 'file', storage_path = '/tmp/millrace-not-written')",
                "FROM enable_logging(storage := 'file', storage_path := '/tmp/millrace-not-written')",
                "FROM enable_profiling(save_location := '/tmp/millrace-not-written')",
                "EXPORT DATABASE '/tmp/millrace-not-written'",
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM '/etc/passwd'",
                "SELECT * FROM read_parquet('https://example.org/a.parquet')",
                "SELECT * FROM glob('/*')",
                "SELECT * FROM query('SELECT repeat(''x'', 2000000000)')",
                "SELECT repeat('x', 2000000000)",
                "SELECT range(1000000000)",
                "SELECT [lpad('x', v::INTEGER, 'y') FOR v IN [1000000000]]",
                "SELECT * FROM telemetry.records WHERE sleep_ms(60000) IS NULL"
            })
    void shouldSayWhyItDoesNotAnswer(String sql) {
        // When
        var response = analyst.post(body(sql, "json", "{}"));

        // Then
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(Analyst.type(response)).startsWith("application/problem+json");
        assertThat(json(response).path("detail").asText()).isNotBlank().doesNotContain("Invalid result set");
        assertThat(Files.exists(Path.of("/tmp/millrace-not-written"))).isFalse();
    }

    @Test
    void shouldPointAtWhatIsWrong() {
        // When
        var problem = analyst.problem("SELECT _key,\n  spede.value\nFROM telemetry.records");

        // Then
        assertThat(problem.path("detail").asText()).contains("spede", "LINE 2", "^");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "[]",
                "{}",
                "{\"sql\":\"SELECT 1\",\"rows\":3}",
                "{\"sql\":\"SELECT 1\",\"format\":\"xml\"}",
                "{\"sql\":\"SELECT 1\",\"limits\":{\"rows\":0}}",
                "{\"sql\":\"SELECT 1\",\"id\":\"a b\"}"
            })
    void shouldRefuseWhatIsNoQuestion(String request) {
        assertThat(analyst.post(request).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"format=xml", "from=yesterday", "limit=-1", "partition=x", "to=9999999999999999"})
    void shouldRefuseParametersThatMeanNothing(String query) {
        assertThat(analyst.get("/topics/telemetry.records/records?" + query).statusCode())
                .isEqualTo(400);
    }

    @Test
    void shouldKnowNoOtherTopics() {
        assertThat(analyst.get("/topics/_schemas/records").statusCode()).isEqualTo(404);
    }
}
