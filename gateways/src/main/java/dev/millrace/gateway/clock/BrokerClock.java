package dev.millrace.gateway.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The clock by which brokers stamp what they append. It is none of the platform's: time servers that set the platform's
 * do not set it. How it stands to this process's own passing of time is learnt from the acknowledgements of what this
 * gateway writes. The brokers of one cluster are taken to agree. Thread-safe.
 */
public final class BrokerClock {

    /** A stamp is of whole milliseconds. */
    private static final long INHERENT_NS = 1_000_000;

    /** Between measurements, so that a good one counts for minutes; a surer one is taken at any time. */
    private static final long PAUSE_NS = 10_000_000_000L;

    private final OffsetEstimator estimator = new OffsetEstimator();
    private final long bornNs = System.nanoTime();
    private final Instant born;
    private long measuredNs = Long.MIN_VALUE;

    public BrokerClock() {
        this(Instant.now());
    }

    /** @param born what brokers are believed to show now, until one has stamped something */
    BrokerClock(Instant born) {
        this.born = born;
    }

    /**
     * A record was appended.
     *
     * @param sentNs when it was sent, by {@link System#nanoTime}
     * @param acknowledgedNs when the broker's word was here
     * @param appended as the broker stamped it
     */
    public synchronized void stamped(long sentNs, long acknowledgedNs, Instant appended) {
        var probe = Measurement.ofProbe(sentNs - bornNs, ns(appended), acknowledgedNs - bornNs);
        var measurement = new Measurement(probe.atNs(), probe.offsetNs(), probe.roundTripNs(), INHERENT_NS);
        if (isDispensable(measurement, acknowledgedNs)) return;
        measuredNs = acknowledgedNs;
        estimator.add(measurement);
    }

    private boolean isDispensable(Measurement measurement, long acknowledgedNs) {
        if (measuredNs == Long.MIN_VALUE || acknowledgedNs - measuredNs >= PAUSE_NS) return false;
        if (estimator.contradicts(measurement)) return false;
        return estimator
                .at(measurement.atNs())
                .filter(known -> known.roundTripNs() <= measurement.roundTripNs())
                .isPresent();
    }

    /** Whether a broker has stamped something yet. */
    public synchronized boolean isKnown() {
        return measuredNs != Long.MIN_VALUE;
    }

    /** What it shows. */
    public Instant now() {
        return at(System.nanoTime());
    }

    /** How long ago something was appended; not negative. */
    public Duration since(Instant appended) {
        var age = Duration.between(appended, now());
        return age.isNegative() ? Duration.ZERO : age;
    }

    synchronized Instant at(long nanoTime) {
        var ownNs = nanoTime - bornNs;
        Optional<Instant> known =
                estimator.at(ownNs).map(estimate -> Instant.ofEpochSecond(0, ownNs - estimate.offsetNs()));
        return known.orElseGet(() -> born.plusNanos(ownNs));
    }

    private static long ns(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }
}
