package dev.millrace.topology.telemetry;

import java.util.Optional;

/**
 * Whether a vehicle sends its readings as it takes them.
 *
 * <p>A reading's lag is the time it was received less the time it was taken, by two clocks that need not agree. What
 * matters is how much more it is than usual: beyond ten seconds the reading was kept. Readings that were kept arrive
 * faster than they were taken; where they go on arriving no faster for a minute, it is the vehicle's clock that changed,
 * and this is how late they usually are from now on.
 *
 * @param usualLagMs follows the lag of readings that are on time: at once where it is less, slowly where it is more
 * @param absence the latest
 */
record Presence(long usualLagMs, Optional<Absence> absence) {

    private static final long LATE_MS = 10_000;
    private static final long PATIENCE_MS = 60_000;
    private static final int CATCHING_UP = 2;
    private static final int SLOWLY = 16;

    /** After the first reading that is known of the vehicle. */
    static Presence first(long receivedMs, long takenMs) {
        return new Presence(receivedMs - takenMs, Optional.empty());
    }

    Presence after(long receivedMs, long takenMs) {
        var lag = receivedMs - takenMs;
        if (lag <= usualLagMs + LATE_MS) {
            var usual = lag < usualLagMs ? lag : usualLagMs + (lag - usualLagMs) / SLOWLY;
            return new Presence(usual, absence.map(Absence::over));
        }
        var kept = absence.filter(open -> !open.isOver())
                .map(open -> open.with(takenMs))
                .orElseGet(() -> new Absence(takenMs, takenMs, 1, receivedMs, false));
        var elapsed = receivedMs - kept.arrivedMs();
        var isCatchingUp = takenMs - kept.startedMs() >= CATCHING_UP * elapsed;
        return elapsed < PATIENCE_MS || isCatchingUp
                ? new Presence(usualLagMs, Optional.of(kept))
                : new Presence(lag, Optional.of(kept.over()));
    }
}
