package dev.millrace.launcher.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.millrace.part.Health;
import dev.millrace.part.HealthText;
import dev.millrace.part.HealthWatch;
import dev.millrace.part.PartFailure;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildPartTest {

    @TempDir
    Path directory;

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<ChildPart> parts = new CopyOnWriteArrayList<>();

    @AfterEach
    void stopAll() {
        parts.forEach(ChildPart::stop);
    }

    @Test
    void shouldBeReadyOnceItSaysSo() {
        // Given
        var part = part("echo starting; echo READY here; exec cat");

        // When
        part.start();

        // Then
        assertThat(part.health()).isEqualTo(Health.ready());
    }

    @Test
    void shouldStartAgainWhenKilled() {
        // Given
        var part = part("echo READY here; exec cat");
        part.start();
        var first = part.handle().orElseThrow();

        // When
        first.destroyForcibly();

        // Then
        await().until(() -> events.contains("ready"));
        assertThat(events).containsExactly("lost", "ready");
        assertThat(part.handle().orElseThrow().pid()).isNotEqualTo(first.pid());
        assertThat(part.health()).isEqualTo(Health.ready());
    }

    @Test
    void shouldSayItsLastWordsWhenItDoesNotStart() {
        // Given
        var part = part("echo the disk is full >&2; exit 1");

        // When
        assertThatThrownBy(part::start)

                // Then
                .isInstanceOf(PartFailure.class)
                .hasMessageContaining("the disk is full");
        assertThat(part.health().state()).isEqualTo(Health.State.DOWN);
    }

    @Test
    void shouldWaitForFormerChildToReleaseTheDirectory() {
        // Given
        var released = directory.resolve("released");
        var part = part("[ -e " + released + " ] || { touch " + released + "; exit 3; }; echo READY here; exec cat");

        // When
        part.start();

        // Then
        assertThat(part.health()).isEqualTo(Health.ready());
    }

    @Test
    void shouldEndWhenStopped() {
        // Given
        var part = part("echo READY here; exec cat");
        part.start();
        var process = part.handle().orElseThrow();

        // When
        part.stop();

        // Then
        assertThat(process.isAlive()).isFalse();
        assertThat(events).isEmpty();
    }

    @Test
    void shouldGiveUpStartWhenAbandoned() {
        // Given
        var part = part("exec cat");
        var starting = new Thread(() -> {
            try {
                part.start();
            } catch (PartFailure e) {
                events.add("given up");
            }
        });
        starting.start();
        await().until(() -> part.handle().isPresent());

        // When
        part.abandonStart();

        // Then
        await().atMost(Duration.ofSeconds(20)).until(() -> events.contains("given up"));
    }

    @Test
    void shouldKeepItsOutputInItsLog() throws Exception {
        // Given
        var part = part("echo to people >&2; echo READY here; echo more; exec cat");

        // When
        part.start();

        // Then
        var log = directory.resolve("child.log");
        await().until(() -> Files.readString(log).contains("more"));
        assertThat(log).content().contains("to people", "READY here");
    }

    @Test
    void shouldBeAsWellAsItSays() throws Exception {
        // Given
        var said = Health.of(Health.State.DEGRADED, "waits for the database");
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = HealthText.json(said).toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        var route = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        var part = part("echo READY here; exec cat", new HealthWatch(route));

        // When
        part.start();

        // Then
        await().until(part::health, said::equals);
        part.stop();
        assertThat(part.health().state()).isEqualTo(Health.State.DOWN);
        server.stop(0);
    }

    private ChildPart part(String script) {
        return part(script, null);
    }

    private ChildPart part(String script, @Nullable HealthWatch watch) {
        var log = directory.resolve("child.log");
        var part = new ChildPart("child", List.of("/bin/sh", "-c", script), Map.of(), log, new Recorder(), watch);
        parts.add(part);
        return part;
    }

    private final class Recorder implements Observer {
        @Override
        public void lost(String part, String why) {
            events.add("lost");
        }

        @Override
        public void ready(String part, String served, Duration took) {
            events.add("ready");
        }
    }
}
