package dev.millrace.gateway.clock;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The offset of one clock to another, from measurements over a link: of the newest, the one that is surest now counts,
 * which is the one of the smallest round trip until it has grown old. What contradicts it is not believed before it has
 * been confirmed. If delays are what they may be, never negative, the true offset lies within the uncertainty. Not
 * thread-safe.
 */
public final class OffsetEstimator {

    /** What quartz clocks keep by far. */
    private static final double MOST_DRIFT_PPM = 100;

    private static final int WINDOW = 16;
    private static final int CONFIRMATIONS = 3;
    private static final long SPAN_FOR_DRIFT_NS = 10_000_000_000L;

    private final Deque<Measurement> window = new ArrayDeque<>();
    private final List<Measurement> contradicting = new ArrayList<>();

    /** An offset that counts, and how far it may be off. */
    public record Estimate(long offsetNs, long uncertaintyNs, long roundTripNs) {}

    /** @return whether it is the one that counts now */
    public boolean add(Measurement measurement) {
        if (contradicts(measurement)) {
            contradicting.removeIf(earlier -> apart(earlier, measurement));
            contradicting.add(measurement);
            if (contradicting.size() < CONFIRMATIONS) return false;
            window.clear();
            window.addAll(contradicting);
        } else {
            window.add(measurement);
        }
        contradicting.clear();
        if (window.size() > WINDOW) window.removeFirst();
        return best(measurement.atNs()).filter(measurement::equals).isPresent();
    }

    /** Whether it says something that what counts now rules out. */
    public boolean contradicts(Measurement measurement) {
        return best(measurement.atNs()).filter(best -> apart(best, measurement)).isPresent();
    }

    /** Whether one that counts was taken since. */
    boolean hasMeasuredSince(long ns) {
        return !window.isEmpty() && window.getLast().atNs() >= ns;
    }

    public Optional<Estimate> at(long nowNs) {
        return best(nowNs)
                .map(best ->
                        new Estimate(best.offsetNs(), best.uncertaintyNs(nowNs, MOST_DRIFT_PPM), best.roundTripNs()));
    }

    /** By how many millionths the offset grows, once there are measurements far enough apart to tell. */
    public OptionalDouble driftPpm() {
        var all = List.copyOf(window);
        if (all.size() < 4) return OptionalDouble.empty();
        var first = quickest(all.subList(0, all.size() / 2));
        var last = quickest(all.subList(all.size() / 2, all.size()));
        var span = last.atNs() - first.atNs();
        if (span < SPAN_FOR_DRIFT_NS) return OptionalDouble.empty();
        return OptionalDouble.of((last.offsetNs() - first.offsetNs()) * 1e6 / span);
    }

    private static Measurement quickest(List<Measurement> some) {
        return some.stream()
                .min(Comparator.comparingLong(Measurement::roundTripNs))
                .orElseThrow();
    }

    private Optional<Measurement> best(long nowNs) {
        return window.stream().min(Comparator.comparingLong(each -> each.uncertaintyNs(nowNs, MOST_DRIFT_PPM)));
    }

    /** Whether two measurements cannot both be right. */
    static boolean apart(Measurement one, Measurement other) {
        var now = Math.max(one.atNs(), other.atNs());
        var allowed = one.uncertaintyNs(now, MOST_DRIFT_PPM) + other.uncertaintyNs(now, MOST_DRIFT_PPM);
        return Math.abs(one.offsetNs() - other.offsetNs()) > allowed;
    }
}
