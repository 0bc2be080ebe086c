package dev.millrace.gateway.hub.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class ExpiryProperties {

    private static final long NOW = 1_766_000_000_000_000_000L;
    private static final long MINUTE = 60_000_000_000L;

    @Property
    void shouldNeverDeliverWhatIsOldByAnyClock(
            @ForAll long received, @ForAll long expires, @ForAll @LongRange(max = 10 * MINUTE) long age) {
        // When
        var isOver = new Expiry(received, expires).isOver(Duration.ofNanos(age), NOW);

        // Then
        if (!isOver) {
            assertThat(age).isLessThan(Expiry.LONGEST.toNanos());
            assertThat(expires).isGreaterThan(NOW);
            assertThat(NOW - received).isLessThan(Math.min(expires - received, Expiry.LONGEST.toNanos()));
        }
    }

    @Property
    void shouldDeliverWhatIsNewByAllClocks(
            @ForAll @LongRange(min = 1, max = MINUTE) long life, @ForAll @LongRange(min = 0, max = MINUTE) long age) {
        // Given
        var received = NOW - Math.min(age, life - 1);

        // Then
        assertThat(new Expiry(received, received + life).isOver(Duration.ofNanos(NOW - received), NOW))
                .isFalse();
        assertThat(new Expiry(received, received + life).isOver(Duration.ZERO, received + life))
                .isTrue();
    }

    @Property
    void shouldOnlyShortenLifeByAWrongClock(
            @ForAll @LongRange(min = 1, max = MINUTE) long life,
            @ForAll @LongRange(min = -10 * MINUTE, max = 10 * MINUTE) long receiverAhead,
            @ForAll @LongRange(min = 0, max = 2 * MINUTE) long age) {
        // Given
        var received = NOW + receiverAhead;

        // When
        var isOver = new Expiry(received, received + life).isOver(Duration.ofNanos(age), NOW + age);

        // Then
        if (age >= life) assertThat(isOver).isTrue();
    }
}
