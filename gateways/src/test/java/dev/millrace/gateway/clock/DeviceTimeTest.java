package dev.millrace.gateway.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.topic.Stamp;
import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceTimeTest {

    private static final long NOW = 1_795_000_000_000_000_000L;
    private static final long SECOND = 1_000_000_000;

    @ParameterizedTest
    @CsvSource({
        "1739402161351000001, 0, 1739402161351000001, 1, epoch, 1739402161351000001",
        "1.5e+18, 0, 1500000000000000000, 1, epoch, 1500000000000000000",
        "1795000000000123, 0, 1795000000000123, 1000, epoch, 1795000000000123000",
        "1795000000000, 0, 1795000000000, 1000000, epoch, 1795000000000000000",
        "1795000000.25, 0, 1795000000, 1000000000, epoch, 1795000000250000000",
        "5000000, 0, 5000000, 0, '', 5000000",
        "12.5, 0, 12, 0, '', 12500000000",
        "1739402161351.5, 0, 1739402161351, 0, '', 1739402161351",
        "5000, 1000000, 5000, 1000000, monotonic, 5000000000",
        "-3, 1, -3, 1, monotonic, -3",
        "1739402161351, 1000000, 1739402161351, 1000000, epoch, 1739402161351000000",
        "1739402161351, 1, 1739402161351, 1, monotonic, 1739402161351",
        "1795000000000, 1, 1795000000000, 1, monotonic, 1795000000000",
        "1795000000000, 1000000, 1795000000000, 1000000, epoch, 1795000000000000000",
    })
    void shouldRecogniseTheUnitOrSayThatItIsNotKnown(
            String stamp, long pace, long time, long tick, String clock, long ns) {
        // Then
        assertThat(DeviceTime.of(new BigDecimal(stamp), NOW, pace)).contains(new DeviceTime(time, tick, clock, ns));
    }

    @ParameterizedTest
    @CsvSource({"99999999999999999999", "1e400", "1e-400", "-1e19"})
    void shouldHaveNoUseForANumberThatIsNoTime(String stamp) {
        // Then
        assertThat(DeviceTime.of(new BigDecimal(stamp), NOW, 0)).isEmpty();
    }

    @Property
    void shouldRecogniseThePaceOfEachUnitThroughDelays(
            @ForAll("ticks") long tick,
            @ForAll @LongRange(max = 1_000_000_000_000_000L) long bootNs,
            @ForAll @LongRange(min = 1, max = 100) long everyMs,
            @ForAll @LongRange(max = 90_000_000) long delayNs) {
        // Given
        var pace = new TickPace();

        // When
        for (var ns = 0L; ns < 4 * SECOND; ns += everyMs * 1_000_000) {
            pace.heard(Math.floorDiv(bootNs + ns, tick), NOW + ns + (ns / 1_000_000 % 2 == 0 ? delayNs : 0));
        }

        // Then
        assertThat(pace.tickNs()).isIn(tick, tick == SECOND ? 0L : tick);
    }

    @Property
    void shouldRecogniseNoUnitInWhatRunsAtAnotherPace(@ForAll @DoubleRange(min = 8, max = 100) double timesFaster) {
        // Given
        var pace = new TickPace();

        // When
        for (var ns = 0L; ns < 5 * SECOND; ns += 5_000_000) pace.heard(ns * timesFaster, NOW + ns);

        // Then
        assertThat(pace.tickNs()).isZero();
    }

    @Test
    void shouldKnowTheUnitAfterAReconnectUntilAnotherIsShown() {
        // Given
        var clock = new DeviceClocks().of("phone");
        var first = clock.pace();
        for (var ms = 0; ms < 2_000; ms += 10) first.heard(5_000 + ms, NOW + ms * 1_000_000L);
        clock.counts(first.tickNs());

        // When
        var second = clock.pace();

        // Then
        assertThat(second.tickNs()).isEqualTo(1_000_000);
        for (var ms = 0; ms < 2_000; ms += 10) second.heard(ms * 1_000, NOW + ms * 1_000_000L);
        assertThat(second.tickNs()).isEqualTo(1_000);
    }

    @Test
    void shouldPlaceAMonotonicClockByWhatArrivedSoonest() {
        // Given
        var clock = new DeviceClocks().of("phone");
        clock.heard(new DeviceTime(100, 1, "monotonic", 100), 5_100);
        clock.heard(new DeviceTime(200, 1, "monotonic", 200), 5_250);

        // When
        var stamp = clock.stamp(Stamp.received(5_400), new DeviceTime(300, 1, "monotonic", 300));

        // Then
        assertThat(stamp.captureTimeNs()).isEqualTo(5_300);
        assertThat(stamp.clockOffsetNs()).isEqualTo(5_000);
        assertThat(stamp.clockUncertaintyNs()).isZero();
    }

    @Test
    void shouldNoticeThatAMonotonicClockHasStartedAgain() {
        // Given
        var clock = new DeviceClocks().of("phone");
        for (var i = 0; i < 10; i++) clock.heard(monotonic(1000 * SECOND + i), 2000 * SECOND + i);

        // When
        for (var i = 0; i < 10; i++) clock.heard(monotonic(i), 2001 * SECOND + i);

        // Then
        assertThat(clock.offset("monotonic", 2001 * SECOND).orElseThrow().offsetNs())
                .isEqualTo(2001 * SECOND);
    }

    @Test
    void shouldBelieveAnEpochClockButForWhatWouldBeOfTheFuture() {
        // Given
        var clock = new DeviceClocks().of("phone");
        clock.heard(new DeviceTime(NOW, 1, "epoch", NOW), NOW + 30);

        // Then
        assertThat(clock.offset("epoch", NOW)).contains(new DeviceClock.Offset(0, 0));
        clock.heard(new DeviceTime(NOW, 1, "epoch", NOW), NOW - 70);
        assertThat(clock.offset("epoch", NOW)).contains(new DeviceClock.Offset(-70, 0));
    }

    @Test
    void shouldClaimAnUncertaintyOnceTheClockWasMeasured() {
        // Given
        var clock = new DeviceClocks().of("phone");

        // When
        clock.measured("epoch", Measurement.ofProbe(NOW, NOW + 1_500, NOW + 1_000));

        // Then
        var stamp = clock.stamp(Stamp.received(NOW + 1_000), new DeviceTime(NOW, 1, "epoch", NOW));
        assertThat(stamp.clockOffsetNs()).isEqualTo(-1_000);
        assertThat(stamp.captureTimeNs()).isEqualTo(NOW - 1_000);
        assertThat(stamp.clockUncertaintyNs()).isBetween(500L, 502L);
    }

    @Test
    void shouldForgetWhatWasMeasuredOfAClockThatHasStartedAgain() {
        // Given
        var clock = new DeviceClocks().of("phone");
        for (var i = 0; i < 10; i++) clock.heard(monotonic(1000 * SECOND + i), 2000 * SECOND + i);
        clock.measured("monotonic", Measurement.ofProbe(2000 * SECOND, 1000 * SECOND, 2000 * SECOND + 1_000));

        // When
        for (var i = 0; i < 10; i++) clock.heard(monotonic(i), 2001 * SECOND + i);

        // Then
        assertThat(clock.offset("monotonic", 2001 * SECOND)).contains(new DeviceClock.Offset(2001 * SECOND, 0));
    }

    @Test
    void shouldForgetWhatWasMeasuredWhenStampsArriveSoonerThanItAllows() {
        // Given
        var clock = new DeviceClocks().of("phone");
        clock.measured("epoch", Measurement.ofProbe(NOW, NOW, NOW + 1_000));

        // When
        clock.heard(new DeviceTime(NOW + SECOND, 1, "epoch", NOW + SECOND), NOW);

        // Then
        assertThat(clock.offset("epoch", NOW)).contains(new DeviceClock.Offset(-SECOND, 0));
    }

    @Test
    void shouldClaimNothingOfAClockThatWasMeasuredLongAgo() {
        // Given
        var clock = new DeviceClocks().of("phone");

        // When
        clock.measured("monotonic", Measurement.ofProbe(NOW, 5, NOW + 1_000));

        // Then
        assertThat(clock.offset("monotonic", NOW + 299 * SECOND)).isPresent();
        assertThat(clock.offset("monotonic", NOW + 301 * SECOND)).isEmpty();
    }

    @Property
    void shouldNeitherJumpNorStandStillWhileItIsCorrected(
            @ForAll @LongRange(min = -500_000_000, max = 500_000_000) long target,
            @ForAll @LongRange(max = 2_000_000_000_000L) long first,
            @ForAll @LongRange(min = 1, max = 10_000_000_000L) long step) {
        // Given
        var slew = Slew.NONE.towards(target, 0);

        // When
        var moved = slew.at(first + step) - slew.at(first);

        // Then
        assertThat(Math.abs(moved)).isLessThanOrEqualTo(step / 1_000 + 1);
        assertThat(slew.at(501_000_000_000L)).isEqualTo(target);
    }

    @Test
    void shouldSetAClockAtOnceThatIsFarOff() {
        // Then
        assertThat(Slew.NONE.towards(3600 * SECOND, 5).at(5)).isEqualTo(3600 * SECOND);
    }

    @Provide
    Arbitrary<Long> ticks() {
        return Arbitraries.of(1L, 1_000L, 1_000_000L, 1_000_000_000L);
    }

    private static DeviceTime monotonic(long ns) {
        return new DeviceTime(ns, 1, "monotonic", ns);
    }
}
