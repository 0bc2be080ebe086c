package dev.millrace.gateway.clock;

import dev.millrace.gateway.clock.OffsetEstimator.Estimate;
import dev.millrace.topic.Stamp;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What is known of one device's clocks: measured, where it answers probes; else bounded by when its stamps arrive.
 * Measurements are of the clock that they were taken of, so they are forgotten when it has started again, or when stamps
 * arrive sooner than they allow. Thread-safe.
 */
public final class DeviceClock {

    /** Nothing is claimed of a clock that has not been looked at for so long: who answers no more may have been set. */
    private static final long MOST_AGE_NS = TimeUnit.MINUTES.toNanos(5);
    /** How far two clocks may move apart while a bound holds: the platform's is slewed by up to a thousandth. */
    private static final long MOST_MOVED_NS = TimeUnit.MILLISECONDS.toNanos(150);

    private final Map<String, OffsetEstimator> measured = new TreeMap<>();
    private final Map<String, ArrivalBound> bounds = new TreeMap<>();
    private long paceNs;

    DeviceClock() {}

    /**
     * An offset in force.
     *
     * @param uncertaintyNs 0 when nothing is claimed
     */
    public record Offset(long offsetNs, long uncertaintyNs) {}

    /**
     * What is shown of one of its clocks.
     *
     * @param most what its offset is at most, by when stamps arrived
     */
    public record Shown(Optional<Estimate> measured, OptionalDouble driftPpm, OptionalLong most) {}

    /** For the stamps of a new connection: they count what those before did, until they show another unit. */
    public synchronized TickPace pace() {
        return new TickPace(paceNs);
    }

    /** @param tickNs what the stamps of a connection were found to count; 0 when that is not known */
    public synchronized void counts(long tickNs) {
        if (tickNs != 0) paceNs = tickNs;
    }

    /** A stamp has come. */
    public synchronized void heard(DeviceTime time, long receivedNs) {
        if (time.clock().isEmpty()) return;
        var bound = bounds.computeIfAbsent(time.clock(), absent -> new ArrivalBound());
        var isAnother = bound.heard(time.ns(), receivedNs);
        if (isAnother || isRuledOut(time.clock(), bound, receivedNs)) measured.remove(time.clock());
    }

    private boolean isRuledOut(String clock, ArrivalBound bound, long nowNs) {
        var known = measuredAt(clock, nowNs);
        return known.isPresent()
                && bound.mostNs().isPresent()
                && known.get().offsetNs() - known.get().uncertaintyNs() - MOST_MOVED_NS
                        > bound.mostNs().getAsLong();
    }

    private Optional<Estimate> measuredAt(String clock, long nowNs) {
        return Optional.ofNullable(measured.get(clock))
                .filter(estimator -> estimator.hasMeasuredSince(nowNs - MOST_AGE_NS))
                .flatMap(estimator -> estimator.at(nowNs));
    }

    /** @return whether the measurement is the one in force now */
    public synchronized boolean measured(String clock, Measurement measurement) {
        return measured.computeIfAbsent(clock, absent -> new OffsetEstimator()).add(measurement);
    }

    /** What to add to the device's time to reach the platform's, as far as it is known. */
    public synchronized Optional<Offset> offset(String clock, long nowNs) {
        var known = measuredAt(clock, nowNs);
        if (known.isPresent()) {
            return Optional.of(new Offset(known.get().offsetNs(), known.get().uncertaintyNs()));
        }
        var bound = bounds.get(clock);
        if (clock.equals(DeviceTime.EPOCH)) {
            // Believed, but for what would have been taken after it arrived.
            var most = bound == null ? 0 : Math.min(0, bound.mostNs().orElse(0));
            return Optional.of(new Offset(most, 0));
        }
        if (bound == null || bound.mostNs().isEmpty()) return Optional.empty();
        return Optional.of(new Offset(bound.mostNs().getAsLong(), 0));
    }

    /** The head of what the device took at its time, as far as that is known. */
    public Stamp stamp(Stamp received, DeviceTime time) {
        var stamp = received.deviceTime(time.time(), time.tickNs(), time.clock());
        return offset(time.clock(), received.receivedNs())
                .map(offset -> stamp.clockOffset(offset.offsetNs(), offset.uncertaintyNs())
                        .capturedAt(time.ns() + offset.offsetNs()))
                .orElseGet(() -> stamp.capturedAt(0));
    }

    /** By name of clock. */
    public synchronized Map<String, Shown> shown(long nowNs) {
        var shown = new TreeMap<String, Shown>();
        bounds.forEach((clock, bound) ->
                shown.put(clock, new Shown(Optional.empty(), OptionalDouble.empty(), bound.mostNs())));
        measured.forEach((clock, estimator) -> {
            var bound = bounds.get(clock);
            var most = bound == null ? OptionalLong.empty() : bound.mostNs();
            shown.put(clock, new Shown(measuredAt(clock, nowNs), estimator.driftPpm(), most));
        });
        return shown;
    }
}
