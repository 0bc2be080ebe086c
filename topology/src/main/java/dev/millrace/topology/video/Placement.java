package dev.millrace.topology.video;

import java.util.Map;
import java.util.Optional;

/**
 * Where a stream lives and who owns it. A stream keeps its partition for good, so that its history stays readable;
 * each opening is a new epoch.
 *
 * @param partition of the topics that hold the stream's media
 * @param owner the gateway instance that holds the producer
 * @param epoch grows by one with each opening, from 1
 * @param inquiry the question that this answers
 */
record Placement(
        int partition,
        String owner,
        String session,
        long epoch,
        boolean isOpen,
        String inquiry,
        Map<String, String> description) {

    /** A producer's wish to write a stream. */
    record Opening(String owner, String session, String inquiry, Map<String, String> description) {}

    static Placement first(int partition, Opening opening) {
        return new Placement(partition, opening.owner, opening.session, 1, true, opening.inquiry, opening.description);
    }

    /** Opened once more; the same epoch for a session that asks again, or whose question is answered once more. */
    Placement reopened(Opening opening) {
        var isKnown = isOpen
                && (isSame(inquiry, opening.inquiry) || isSame(session, opening.session))
                && owner.equals(opening.owner);
        return new Placement(
                partition,
                opening.owner,
                opening.session,
                isKnown ? epoch : epoch + 1,
                true,
                opening.inquiry,
                opening.description);
    }

    /** Closed, or empty when it is closed already or another epoch is meant. */
    Optional<Placement> closed(long ofEpoch) {
        return isOpen && ofEpoch == epoch
                ? Optional.of(new Placement(partition, owner, session, epoch, false, inquiry, description))
                : Optional.empty();
    }

    private static boolean isSame(String known, String asked) {
        return !known.isEmpty() && known.equals(asked);
    }
}
