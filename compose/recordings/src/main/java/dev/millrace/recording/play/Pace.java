package dev.millrace.recording.play;

/**
 * How fast to play.
 *
 * @param rate recorded seconds per second; infinite to send each message as soon as the one before it was taken
 */
public record Pace(double rate) {

    public Pace {
        if (!(rate > 0)) {
            throw new IllegalArgumentException("the rate must be positive: " + rate);
        }
    }

    public static Pace recorded() {
        return new Pace(1);
    }

    public static Pace times(double rate) {
        return new Pace(rate);
    }

    public static Pace asFastAsTaken() {
        return new Pace(Double.POSITIVE_INFINITY);
    }
}
