package dev.millrace.topology.tracking;

/**
 * How a camera's people are followed. Scores are the detector's; costs are from 0, the same, to 1.
 *
 * @param frameRate pictures a second
 * @param jitter by how much of its size a detector's box is off, as a standard deviation
 * @param sure detections of this score and better are paired first
 * @param least detections of a lower score are ignored
 * @param birth a detection that is nobody becomes somebody from this score on
 * @param mostSure the most that a pair with a sure detection may cost
 * @param mostDoubtful the most that a pair with another may cost
 * @param mostTentative the most that a pair with somebody who was seen once may cost
 * @param mostUnlike half the cosine distance beyond which looks tell nothing
 * @param mostApart one less the overlap beyond which looks tell nothing
 * @param leastApart one less the overlap below which two tracks are one
 * @param patience in how many frames somebody is looked for since they were seen, one at least
 */
public record TrackerSettings(
        double frameRate,
        double jitter,
        double sure,
        double least,
        double birth,
        double mostSure,
        double mostDoubtful,
        double mostTentative,
        double mostUnlike,
        double mostApart,
        double leastApart,
        int patience) {

    private static final double PATIENCE_SECONDS = 4;

    public TrackerSettings {
        if (!(frameRate > 0) || !(jitter > 0)) {
            throw new IllegalArgumentException("frame-rate and jitter must be positive: " + frameRate + ", " + jitter);
        }
        if (!(least <= sure) || !(birth >= least)) {
            throw new IllegalArgumentException("scores: least " + least + ", sure " + sure + ", birth " + birth);
        }
        if (patience < 1) throw new IllegalArgumentException("patience must be a frame or more: " + patience);
    }

    /** What BoT-SORT takes, but for the jitter of small boxes, and what pairs may cost where people move far in a frame. */
    public static TrackerSettings at(double frameRate) {
        var patience = (int) Math.max(1, Math.round(PATIENCE_SECONDS * frameRate));
        return new TrackerSettings(frameRate, 0.1, 0.6, 0.1, 0.7, 0.9, 0.5, 0.7, 0.25, 0.5, 0.15, patience);
    }
}
