package dev.millrace.gateway.clock;

/**
 * One look at another clock over a link with delays of its own. Times are nanoseconds of the clock that looked.
 *
 * @param atNs when the answer was there
 * @param offsetNs what to add to the clock that is corrected, if the way there took as long as the way back
 * @param roundTripNs how long the link had it
 * @param inherentNs how far the clock that was looked at may be off itself
 */
public record Measurement(long atNs, long offsetNs, long roundTripNs, long inherentNs) {

    public Measurement {
        if (roundTripNs < 0 || inherentNs < 0) throw new IllegalArgumentException("a delay cannot be negative");
    }

    /**
     * Of another's clock.
     *
     * @param askedNs when it was asked, by our clock
     * @param otherNs what it said
     * @param answeredNs when its answer came, by our clock
     */
    public static Measurement ofProbe(long askedNs, long otherNs, long answeredNs) {
        var roundTrip = answeredNs - askedNs;
        return new Measurement(answeredNs, askedNs - otherNs + roundTrip / 2, roundTrip, 0);
    }

    /** How far the offset may be off at a time, when the two clocks drift apart by so much at most. */
    long uncertaintyNs(long nowNs, double mostDriftPpm) {
        var age = Math.abs((double) nowNs - atNs) + roundTripNs;
        return roundTripNs / 2 + 1 + inherentNs + (long) Math.ceil(age * mostDriftPpm / 1e6);
    }
}
