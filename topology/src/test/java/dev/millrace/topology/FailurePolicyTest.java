package dev.millrace.topology;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class FailurePolicyTest {

    private final List<Throwable> bugs = new ArrayList<>();
    private final AtomicLong nanoTime = new AtomicLong();
    private final FailurePolicy policy = new FailurePolicy("t", bugs::add, nanoTime::get);

    @Test
    void shouldGoOnAfterANeighbourWasAwayAndForgetItInTime() {
        // When
        var response = policy.handle(new StreamsException("x", new DisconnectException("the broker is away")));

        // Then
        assertThat(response).isEqualTo(REPLACE_THREAD);
        assertThat(policy.weather()).contains("the broker is away");
        nanoTime.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(policy.weather()).isEmpty();
        assertThat(bugs).isEmpty();
    }

    @Test
    void shouldTakeARegistryThatCannotBeReachedForWeather() {
        // Then
        assertThat(policy.handle(new StreamsException(new RuntimeException(new ConnectException("refused")))))
                .isEqualTo(REPLACE_THREAD);
    }

    @Test
    void shouldDieOfABugAndOfARefusalThatWillNotPass() {
        // Given
        var bug = new IllegalStateException("impossible");

        // Then
        assertThat(policy.handle(bug)).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(policy.bug()).contains(bug);
        assertThat(policy.handle(new AuthorizationException("no"))).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(bugs).hasSize(2);
    }

    @Test
    void shouldNotWaitOutTheWeatherWhenItIsToStop() {
        // When
        policy.stop();

        // Then
        assertThat(policy.handle(new DisconnectException("away"))).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(bugs).isEmpty();
    }
}
