package dev.millrace.gateway.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class BrokerClockTest {

    private static final long MS = 1_000_000;
    private static final long DAY_NS = 86_400_000 * MS;

    private final long began = System.nanoTime();
    private final BrokerClock clock = new BrokerClock(Instant.EPOCH);

    @Property
    void shouldShowWhatBrokersShowHoweverFarTheyAreOff(
            @ForAll @LongRange(min = -DAY_NS, max = DAY_NS) long off,
            @ForAll @IntRange(max = 500) int thereMs,
            @ForAll @IntRange(max = 500) int backMs) {
        // Given
        var brokers = Instant.parse("2026-11-27T08:00:00Z").plusNanos(off);

        // When
        var clock = new BrokerClock(Instant.EPOCH);
        clock.stamped(began, began + (thereMs + backMs) * MS, cut(brokers.plusMillis(thereMs)));

        // Then
        var later = Duration.ofSeconds(5);
        assertThat(Duration.between(clock.at(began + later.toNanos()), brokers.plus(later))
                        .abs())
                .isLessThanOrEqualTo(Duration.ofMillis((thereMs + backMs + 1) / 2 + 1));
    }

    @Example
    void shouldBelieveTheQuickest() {
        // Given
        var brokers = Instant.parse("2026-11-27T08:00:00Z");

        // When
        clock.stamped(began, began + 2 * MS, brokers.plusMillis(1));
        clock.stamped(began + 1_000 * MS, began + 3_000 * MS, brokers.plusMillis(2_999));

        // Then
        assertThat(Duration.between(brokers, clock.at(began))).isEqualTo(Duration.ZERO);
    }

    @Example
    void shouldRememberAGoodMeasurementThroughManyBadOnes() {
        // Given
        var brokers = Instant.parse("2026-11-27T08:00:00Z");
        clock.stamped(began, began + 2 * MS, brokers.plusMillis(1));

        // When
        for (var n = 1L; n <= 100; n++) {
            var sent = 500 * n;
            clock.stamped(began + sent * MS, began + (sent + 900) * MS, brokers.plusMillis(sent + 900));
        }

        // Then
        assertThat(Duration.between(brokers, clock.at(began)).abs()).isLessThan(Duration.ofMillis(1));
    }

    @Example
    void shouldFollowAClockThatIsSetAnew() {
        // Given
        var brokers = Instant.parse("2026-11-27T08:00:00Z");
        clock.stamped(began, began + 2 * MS, brokers.plusMillis(1));

        // When
        var anew = brokers.plusSeconds(3600);
        for (var n = 1L; n <= 3; n++) {
            clock.stamped(began + 10 * n * MS, began + (10 * n + 2) * MS, anew.plusMillis(10 * n + 1));
        }

        // Then
        assertThat(Duration.between(anew, clock.at(began)).abs()).isLessThan(Duration.ofMillis(1));
    }

    @Example
    void shouldTellTheAgeOfWhatWasAppended() {
        // Given
        var now = System.nanoTime();
        var brokers = Instant.parse("2020-01-01T00:00:00Z");
        clock.stamped(now, now, brokers);

        // Then
        assertThat(clock.since(brokers.minusSeconds(7))).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(60));
        assertThat(clock.since(brokers.plusSeconds(3600))).isEqualTo(Duration.ZERO);
    }

    private static Instant cut(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
