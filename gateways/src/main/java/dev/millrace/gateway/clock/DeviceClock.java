package dev.millrace.gateway.clock;

import dev.millrace.gateway.clock.OffsetEstimator.Estimate;
import dev.millrace.topic.Stamp;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What is known of one device's clocks: measured, where it answers probes; else bounded by when its stamps arrive.
 * Thread-safe.
 */
public final class DeviceClock {

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
        if (!time.clock().isEmpty()) {
            bounds.computeIfAbsent(time.clock(), absent -> new ArrivalBound()).heard(time.ns(), receivedNs);
        }
    }

    /** @return whether the measurement is the one in force now */
    public synchronized boolean measured(String clock, Measurement measurement) {
        return measured.computeIfAbsent(clock, absent -> new OffsetEstimator()).add(measurement);
    }

    /** What to add to the device's time to reach the platform's, as far as it is known. */
    public synchronized Optional<Offset> offset(String clock, long nowNs) {
        var estimator = measured.get(clock);
        if (estimator != null) {
            return estimator.at(nowNs).map(known -> new Offset(known.offsetNs(), known.uncertaintyNs()));
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
            shown.put(clock, new Shown(estimator.at(nowNs), estimator.driftPpm(), most));
        });
        return shown;
    }
}
