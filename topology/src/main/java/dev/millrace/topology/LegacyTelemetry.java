package dev.millrace.topology;

/**
 * How strictly the legacy telemetry server is followed where it is better not to.
 *
 * @param valuesAfterReset what is shown for a field that was not sent since a script started
 */
public record LegacyTelemetry(Predictor predictor, Values valuesAfterReset) {

    /** Whose values a prediction is learnt from. */
    public enum Predictor {
        /** Each vehicle's own. */
        VEHICLE,
        /** Those of all vehicles together, as in the legacy server. Needs topics of one partition. */
        GLOBAL
    }

    /** What becomes of predictions when they are to begin anew. */
    public enum Values {
        /** They are shown until the field is sent again, as by the legacy server. */
        KEEP,
        ZERO
    }
}
