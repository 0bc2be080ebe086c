package dev.millrace.recording.scene;

/**
 * A moment of the loop, which lasts one day of the scene.
 *
 * @param frame its number, from 0
 * @param frames in the loop
 * @param rate frames per second
 */
record Moment(long frame, long frames, int rate) {

    /** The loop begins on a clear morning. */
    private static final double FIRST_HOUR = 7.5;

    /** How much of the loop has passed, from 0 up to 1. */
    double phase() {
        return (double) frame / frames;
    }

    /** Real seconds since the loop began. */
    double seconds() {
        return (double) frame / rate;
    }

    /** Hours of the scene's day, 0 to 24. */
    double hour() {
        return (FIRST_HOUR + phase() * 24) % 24;
    }

    /** Something that goes round a whole number of times in the loop, about once in {@code period} real seconds: 0 up to 1. */
    double turn(double period, double offset) {
        double turns = Math.max(1, Math.round(frames / (rate * period)));
        double turned = phase() * turns + offset;
        return turned - Math.floor(turned);
    }

    /** Something that swings a whole number of times in the loop, between -1 and 1. */
    double swing(double period, double offset) {
        return Math.sin(2 * Math.PI * turn(period, offset));
    }
}
