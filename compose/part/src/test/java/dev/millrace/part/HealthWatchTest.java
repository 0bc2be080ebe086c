package dev.millrace.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthWatchTest {

    private HttpServer server;
    private HealthWatch watch;
    private volatile String answer = "";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health", exchange -> {
            var body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        watch = new HealthWatch(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/health"));
    }

    @AfterEach
    void close() {
        watch.close();
        server.stop(0);
    }

    @Test
    void shouldFollowWhatThePartSays() {
        // Given
        answer = HealthText.json(Health.ready()).toString();
        watch.start();
        await().until(watch::latest, Health.ready()::equals);
        var waiting = Health.of(Health.State.DEGRADED, "waits for the database");

        // When
        answer = HealthText.json(waiting).toString();

        // Then
        await().until(watch::latest, waiting::equals);
    }

    @Test
    void shouldSayThatThePartDoesNotAnswer() {
        // Given
        answer = HealthText.json(Health.ready()).toString();
        watch.start();
        await().until(watch::latest, Health.ready()::equals);

        // When
        server.stop(0);

        // Then
        await().until(watch::latest, Health.of(Health.State.DEGRADED, "does not answer")::equals);
    }

    @Test
    void shouldSayThatTheAnswerIsNoHealth() {
        // Given
        answer = "<html></html>";

        // When
        watch.start();

        // Then
        await().until(watch::latest, health -> health.detail().startsWith("does not say how it is"));
        assertThat(watch.latest().isReady()).isTrue();
    }
}
