package dev.millrace.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationTest {

    private final AtomicReference<Health> health = new AtomicReference<>(Health.ready());
    private final Metrics metrics = new Metrics();
    private final Observation observation = Observation.open("127.0.0.1:0", new Observed(), metrics);

    @AfterEach
    void close() {
        observation.close();
        metrics.close();
    }

    @Test
    void shouldBeReadyAsLongAsItsPartIs() throws Exception {
        // Given
        var before = get("/health/ready").statusCode();
        health.set(Health.of(Health.State.DRAINING, "going"));

        // When
        var after = get("/health/ready");

        // Then
        assertThat(before).isEqualTo(200);
        assertThat(after.statusCode()).isEqualTo(503);
        assertThat(after.body()).isEqualTo("{\"status\":\"draining\",\"detail\":\"going\"}");
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldShowWhatTheProcessMeasures() throws Exception {
        // Given
        metrics.registry().counter("millrace.test.things").increment(3);

        // When
        var answer = get("/metrics");

        // Then
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        assertThat(answer.body()).contains("millrace_test_things_total 3.0", "jvm_memory_used_bytes");
    }

    @Test
    void shouldSayWhereToLook() throws Exception {
        // When
        var answer = get("/");

        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("/health/ready");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9464", ":9464", "host:", "host:99999", "host:port"})
    void shouldRefuseWhatIsNoAddress(String address) {
        // When
        var opening = assertThatThrownBy(() -> Observation.open(address, new Observed(), metrics));

        // Then
        opening.isInstanceOf(SettingsException.class).hasMessageContaining(address);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + observation.port() + path));
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private final class Observed implements Part {

        @Override
        public String name() {
            return "observed";
        }

        @Override
        public void start() {}

        @Override
        public Health health() {
            return health.get();
        }

        @Override
        public void stop() {}
    }
}
