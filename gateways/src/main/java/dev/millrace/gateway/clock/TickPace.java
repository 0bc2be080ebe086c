package dev.millrace.gateway.clock;

/**
 * Recognises the unit of a device's stamps by how fast they run against the platform's clock. Two spans of half a
 * second that agree are enough; what runs at no unit's pace shows none. Not thread-safe.
 */
public final class TickPace {

    private static final long SPAN_NS = 500_000_000;
    private static final double TOLERANCE = 3;
    private static final long[] TICKS = {1, 1_000, 1_000_000, 1_000_000_000};

    private boolean isAnchored;
    private double anchorStamp;
    private long anchorNs;
    private long candidate;
    private long tickNs;
    private boolean isShown;

    public TickPace() {
        this(0);
    }

    /** @param knownNs nanoseconds of the unit that they are taken to count until they show another; 0 for none */
    TickPace(long knownNs) {
        tickNs = knownNs;
    }

    /** @param stamp as it was sent */
    public void heard(double stamp, long receivedNs) {
        if (isShown) return;
        if (!isAnchored || stamp < anchorStamp || receivedNs < anchorNs) {
            anchor(stamp, receivedNs);
            return;
        }
        if (receivedNs - anchorNs < SPAN_NS) return;
        var tick = nearest((receivedNs - anchorNs) / (stamp - anchorStamp));
        if (tick != 0 && tick == candidate) {
            tickNs = tick;
            isShown = true;
        }
        candidate = tick;
        anchor(stamp, receivedNs);
    }

    /** Nanoseconds of one unit; 0 while it is not recognised. */
    public long tickNs() {
        return tickNs;
    }

    private void anchor(double stamp, long receivedNs) {
        isAnchored = true;
        anchorStamp = stamp;
        anchorNs = receivedNs;
    }

    private static long nearest(double nsPerUnit) {
        for (var tick : TICKS) {
            if (nsPerUnit > tick / TOLERANCE && nsPerUnit < tick * TOLERANCE) return tick;
        }
        return 0;
    }
}
