package dev.millrace.topology.telemetry;

/**
 * What stands in for one field of one vehicle: the exponential mean of the values that it sent. Nothing is learnt from
 * values that were left out, so the prediction stays frozen between them.
 *
 * @param isSeen the vehicle has sent the field; otherwise its next value counts as the one before it, too
 */
record Predictor(double value, boolean isSeen) {

    static final Predictor NEW = new Predictor(0.0, false);

    private static final double ALPHA = 0.3;

    Predictor after(double sent) {
        return new Predictor(ALPHA * sent + (1.0 - ALPHA) * (isSeen ? value : sent), true);
    }

    /** As if the field had never been sent; its value may stay until it is. */
    Predictor reset(boolean isKept) {
        return new Predictor(isKept ? value : 0.0, false);
    }
}
