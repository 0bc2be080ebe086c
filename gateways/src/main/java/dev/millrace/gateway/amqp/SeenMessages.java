package dev.millrace.gateway.amqp;

import java.util.LinkedHashSet;
import java.util.Set;

/** Which messages were seen lately, by their fingerprints. Thread-safe. */
final class SeenMessages {

    private final int most;
    private final Set<Long> seen = new LinkedHashSet<>();

    /** @param most the oldest beyond these are forgotten */
    SeenMessages(int most) {
        this.most = most;
    }

    synchronized boolean has(long fingerprint) {
        return seen.contains(fingerprint);
    }

    /** False when it was there already. */
    synchronized boolean add(long fingerprint) {
        var isNew = seen.add(fingerprint);
        if (seen.size() > most) {
            var oldest = seen.iterator();
            oldest.next();
            oldest.remove();
        }
        return isNew;
    }
}
