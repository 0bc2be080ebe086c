package dev.millrace.topology.tracking;

/**
 * One person in the pictures of one camera.
 *
 * @param id unique within the camera's task, from 1
 * @param stage what is known of it
 * @param seenFrame the newest frame in which it was detected
 * @param score of that detection
 * @param detections in which it was seen
 * @param box of that detection, as it was; {@code motion} tells where it is taken to be
 */
public record Track(
        long id, Stage stage, Motion motion, Embedding looks, long seenFrame, double score, long detections, Box box) {

    /** From its first detection to its being forgotten. */
    public enum Stage {
        /** Seen once: it may have been a mistake, and is not shown yet. */
        TENTATIVE,
        /** In sight. */
        ACTIVE,
        /** Out of sight, and looked for. */
        LOST
    }

    /** New looks count so much against those known. */
    private static final double NEWER = 0.1;

    static Track of(long id, Stage stage, long frame, Detection first, Motion.Doubt doubt) {
        return new Track(
                id, stage, Motion.of(first.box(), doubt), first.embedding(), frame, first.score(), 1, first.box());
    }

    Track later(CameraMotion camera, Motion.Doubt doubt) {
        var moved = stage == Stage.ACTIVE ? motion.next(doubt) : motion.nextUnseen(doubt);
        return with(stage, moved.under(camera));
    }

    Track seen(long frame, Detection detection, Motion.Doubt doubt) {
        return new Track(
                id,
                Stage.ACTIVE,
                motion.seen(detection.box(), doubt),
                looks.towards(detection.embedding(), NEWER),
                frame,
                detection.score(),
                detections + 1,
                detection.box());
    }

    Track lost() {
        return with(Stage.LOST, motion);
    }

    /** Where it is taken to be. */
    public Box place() {
        return motion.box();
    }

    private Track with(Stage newStage, Motion newMotion) {
        return new Track(id, newStage, newMotion, looks, seenFrame, score, detections, box);
    }
}
