package dev.millrace.gateway.hub.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns turns = new Turns();

    @Test
    void shouldEndTheOneBeforeAndWaitForIt() throws InterruptedException {
        // Given
        var ended = new CompletableFuture<Void>();
        var first = turns.take("a", () -> ended.complete(null), Duration.ofSeconds(30))
                .orElseThrow();
        ended.thenRunAsync(first::close);

        // When
        var second = turns.take("a", () -> {}, Duration.ofSeconds(30));

        // Then
        assertThat(second).isPresent();
        assertThat(ended).isDone();
    }

    @Test
    void shouldNotWaitForEverForOneThatDoesNotEnd() throws InterruptedException {
        // Given
        var first = turns.take("a", () -> {}, Duration.ZERO);

        // When
        var second = turns.take("a", () -> {}, Duration.ofMillis(20));

        // Then
        assertThat(first).isPresent();
        assertThat(second).isEmpty();
        assertThat(turns.take("b", () -> {}, Duration.ZERO)).isPresent();
    }
}
