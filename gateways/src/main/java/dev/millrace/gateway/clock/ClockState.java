package dev.millrace.gateway.clock;

import dev.millrace.part.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How the platform's clock is set.
 *
 * @param isOn whether time servers are asked at all
 * @param failures rounds in a row in which no server gave a usable answer
 */
public record ClockState(boolean isOn, Optional<Sync> sync, int failures, String lastFailure) {

    static final ClockState SYSTEM = new ClockState(false, Optional.empty(), 0, "");

    /**
     * What counts of the servers' answers.
     *
     * @param offset of the time servers to this machine's clock
     * @param applied of it, so far
     */
    public record Sync(
            String server, Instant at, Duration offset, Duration applied, Duration uncertainty, Duration roundTrip) {}

    /** Always ready: time is told whether or not anybody confirms it. */
    public Health health() {
        return Health.of(Health.State.READY, detail());
    }

    private String detail() {
        if (!isOn) return "this machine's clock; no time server is asked";
        return sync.map(known -> String.format(
                        Locale.ROOT,
                        "synchronised with %s, offset %.3f ms ± %.3f ms",
                        known.server,
                        known.offset.toNanos() / 1e6,
                        known.uncertainty.toNanos() / 1e6))
                .orElse(lastFailure.isEmpty() ? "unsynchronised" : "unsynchronised: " + lastFailure);
    }
}
