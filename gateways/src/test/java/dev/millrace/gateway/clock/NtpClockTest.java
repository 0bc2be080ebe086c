package dev.millrace.gateway.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.part.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NtpClockTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<String> inForce = Collections.synchronizedList(new ArrayList<>());
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() throws Exception {
        for (var each : open) each.close();
    }

    @Test
    void shouldTellTheServersTime() {
        // When
        var clock = clock(responder().ahead(HOUR));

        // Then
        await().until(() -> clock.state().sync().isPresent());
        var sync = clock.state().sync().orElseThrow();
        assertThat(sync.offset().minus(HOUR).abs()).isLessThanOrEqualTo(sync.uncertainty());
        assertThat(Duration.between(Instant.now().plus(HOUR), clock.get()).abs())
                .isLessThan(Duration.ofSeconds(5));
        assertThat(clock.state().health().detail()).startsWith("synchronised with 127.0.0.1:");
    }

    @Test
    void shouldTellItsMachinesTimeUntilAServerHasAnswered() {
        // Given
        var silent = responder().silent();

        // When
        var clock = clock(silent);

        // Then
        await().until(() -> clock.state().failures() > 0);
        assertThat(clock.state().sync()).isEmpty();
        assertThat(Duration.between(Instant.now(), clock.get()).abs()).isLessThan(Duration.ofSeconds(5));
        assertThat(clock.state().health().state()).isEqualTo(Health.State.READY);
        assertThat(clock.state().health().detail()).startsWith("unsynchronised");
    }

    @Test
    void shouldGoOnToTheNextServerWhenOneIsSilentOrOfNoUse() {
        // When
        var clock = clock(
                responder().silent(),
                responder().unsynchronised(),
                responder().ofStratum(0),
                responder().repeatingNothing(),
                responder().ahead(HOUR));

        // Then
        await().until(() -> clock.state().sync().isPresent());
        assertThat(clock.state().sync().orElseThrow().offset().minus(HOUR).abs())
                .isLessThan(Duration.ofSeconds(5));
        assertThat(asked).containsOnly(asked.get(0));
    }

    @Test
    void shouldNotBelieveTheOneServerThatLies() {
        // When
        var clock = clock(responder().ahead(HOUR.multipliedBy(24)), responder(), responder());

        // Then
        await().until(() -> clock.state().sync().isPresent());
        assertThat(clock.state().sync().orElseThrow().offset().abs()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void shouldNotBelieveAServerThatBeginsToLie() {
        // Given
        var liar = responder();
        var clock = clock(liar, responder(), responder());
        await().until(() -> inForce.size() >= 1);

        // When
        liar.ahead(HOUR);
        var already = asked.size();
        await().until(() -> asked.size() > already + 12);

        // Then
        assertThat(clock.state().sync().orElseThrow().offset().abs()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void shouldLetTheQuickestAnswerCountAndSayHowSureItIs() {
        // Given
        var slow = responder().delayed(Duration.ofMillis(150));
        var clock = clock(slow);
        await().until(() -> clock.state().sync().isPresent());
        var before = clock.state().sync().orElseThrow();

        // When
        slow.delayed(Duration.ZERO);
        await().until(() -> clock.state().sync().orElseThrow().roundTrip().compareTo(before.roundTrip()) < 0);

        // Then
        assertThat(before.roundTrip()).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        assertThat(before.uncertainty()).isGreaterThanOrEqualTo(Duration.ofMillis(75));
        assertThat(clock.state().sync().orElseThrow().uncertainty()).isLessThan(before.uncertainty());
    }

    @Test
    void shouldAskNobodyUnlessServersAreNamed() {
        // When
        var settings = new ClockSettings.Ntp(
                ClockSettings.Ask.AUTO, "", List.of(), Duration.ofSeconds(60), Duration.ofSeconds(5));

        // Then
        assertThat(settings.isOn()).isFalse();
        assertThat(new ClockSettings.Ntp(
                                ClockSettings.Ask.AUTO, "own", List.of(), Duration.ofSeconds(60), Duration.ofSeconds(5))
                        .inOrder())
                .startsWith("own", "pool.ntp.org")
                .endsWith("0.pool.ntp.org");
    }

    @Test
    void shouldReadTheCountThatTurnsOver() {
        // Then
        assertThat(TimeServer.epochNs(0x83AA7E80_00000000L)).isZero();
        assertThat(TimeServer.epochNs(0x83AA7E81_80000000L)).isEqualTo(1_500_000_000L);
        assertThat(Instant.ofEpochSecond(0, TimeServer.epochNs(0L)).toString()).isEqualTo("2036-02-07T06:28:16Z");
    }

    private SntpResponder responder() {
        var responder = new SntpResponder();
        open.add(responder);
        return responder;
    }

    private NtpClock clock(SntpResponder... servers) {
        var names = new ArrayList<String>();
        for (var server : servers) names.add(server.name());
        var settings = new ClockSettings(new ClockSettings.Ntp(
                ClockSettings.Ask.AUTO, "", names, Duration.ofMillis(100), Duration.ofMillis(500)));
        var clock = NtpClock.start(settings, (server, measurement, isInForce) -> {
            asked.add(server);
            if (isInForce) inForce.add(server);
        });
        open.add(clock);
        return clock;
    }
}
