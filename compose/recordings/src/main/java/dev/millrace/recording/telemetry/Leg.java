package dev.millrace.recording.telemetry;

/**
 * A piece of road with one curvature.
 *
 * @param length metres
 * @param limit the legal speed, metres per second
 * @param curvature one over the radius in metres, positive to the right
 * @param slope rise over run
 * @param stop seconds to stand at its end; 0 to drive on
 */
record Leg(double length, double limit, double curvature, double slope, double stop) {

    /** Metres per second squared sideways that passengers find comfortable. */
    private static final double SIDEWAYS = 2.2;

    /** The speed that law and curve allow. */
    double speed() {
        return curvature == 0 ? limit : Math.min(limit, Math.sqrt(SIDEWAYS / Math.abs(curvature)));
    }
}
