package dev.millrace.gateway.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.topic.Namespace;
import dev.millrace.topic.Topics;
import java.util.List;
import org.junit.jupiter.api.Test;

class DependenceTest {

    private final Topics topics = Topics.in(new Namespace("a"));
    private final Dependence reading = Dependence.byTopology(topics.telemetryCompressed(), "reconstruction");

    @Test
    void shouldFindTheNewestVersion() {
        var groups = List.of(
                "a.reconstruction-v9",
                "a.reconstruction-v10",
                "a.reconstruction-v11x",
                "a.reconstruction-v12-copy",
                "b.reconstruction-v13",
                "reconstruction-v14");

        assertThat(reading.among(groups)).contains("a.reconstruction-v10");
    }

    @Test
    void shouldFindTheGroupOfAConnector() {
        var sink = Dependence.byConnector(topics.telemetryRecords(), "records");

        assertThat(sink.among(List.of("connect-a.records", "connect-records"))).contains("connect-a.records");
    }

    @Test
    void shouldFindNoneAmongOthers() {
        assertThat(reading.among(List.of("a.other-v1"))).isEmpty();
    }
}
