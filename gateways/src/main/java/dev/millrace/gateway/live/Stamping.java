package dev.millrace.gateway.live;

import java.time.Instant;

/** Told when the broker stamped a record; on a thread that must not be blocked. */
@FunctionalInterface
public interface Stamping {

    /** Tells nobody. */
    Stamping UNTOLD = (sentNs, acknowledgedNs, appended) -> {};

    /**
     * @param sentNs when it was sent, by {@link System#nanoTime}
     * @param acknowledgedNs when the broker's word was here
     * @param appended as the broker stamped it
     */
    void stamped(long sentNs, long acknowledgedNs, Instant appended);
}
