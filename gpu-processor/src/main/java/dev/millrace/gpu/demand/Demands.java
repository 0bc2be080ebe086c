package dev.millrace.gpu.demand;

import dev.millrace.message.video.VideoDemand;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The demands that hold now: a lease each, which ends when it is not renewed. Time is given to it, in nanoseconds of any
 * one clock. Thread-safe.
 */
public final class Demands {

    /** A lease is never longer, whatever its owner says. */
    public static final Duration LONGEST = Duration.ofMinutes(1);

    private final int most;
    private final Map<String, Lease> leases = new HashMap<>();

    private record Lease(String stream, Wanted wanted, long endsNs) {}

    /** @param most leases that are kept; what comes beyond is refused */
    public Demands(int most) {
        this.most = most;
    }

    /**
     * A demand was made, renewed or, with a lease of no length, taken back.
     *
     * @param key of the record, which names stream and owner
     * @param age how long ago that was
     * @return false when there are too many
     */
    public synchronized boolean take(String key, VideoDemand demand, long nowNs, Duration age) {
        var left = length(demand).minus(age);
        if (left.isNegative() || left.isZero() || demand.getForm() != VideoDemand.Form.FORM_JPEG) {
            leases.remove(key);
            return true;
        }
        if (leases.size() >= most && !leases.containsKey(key)) {
            leases.values().removeIf(lease -> lease.endsNs - nowNs <= 0);
            if (leases.size() >= most) return false;
        }
        leases.put(key, new Lease(demand.getStream(), wanted(demand), nowNs + left.toNanos()));
        return true;
    }

    public synchronized void drop(String key) {
        leases.remove(key);
    }

    /** What is wanted of each stream that somebody watches. */
    public synchronized Map<String, Wanted> at(long nowNs) {
        leases.values().removeIf(lease -> lease.endsNs - nowNs <= 0);
        var wanted = new HashMap<String, Wanted>();
        for (var lease : leases.values()) wanted.merge(lease.stream, lease.wanted, Wanted::and);
        return wanted;
    }

    /** By its owner's own clock, so that no other clock comes into it. */
    private static Duration length(VideoDemand demand) {
        var length = Duration.ofNanos(Math.max(0, demand.getExpiresNs() - demand.getReceivedNs()));
        return length.compareTo(LONGEST) > 0 ? LONGEST : length;
    }

    private static Wanted wanted(VideoDemand demand) {
        return new Wanted(demand.getFramesPerSecond(), demand.getLongestSide(), demand.getQuality());
    }
}
