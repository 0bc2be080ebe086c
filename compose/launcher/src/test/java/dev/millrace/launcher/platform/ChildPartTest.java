package dev.millrace.launcher.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.part.Health;
import dev.millrace.part.PartFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
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

    private ChildPart part(String script) {
        var log = directory.resolve("child.log");
        var part = new ChildPart("child", List.of("/bin/sh", "-c", script), Map.of(), log, new Recorder());
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
