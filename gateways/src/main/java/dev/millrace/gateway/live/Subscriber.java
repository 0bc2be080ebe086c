package dev.millrace.gateway.live;

/**
 * Who receives the records of a subscription.
 *
 * <p>Called by one thread at a time, in the order of each partition, on threads that others wait for: it must not
 * block. What it throws ends its subscription.
 */
@FunctionalInterface
public interface Subscriber<V> {

    void onRecord(LiveRecord<V> live);

    /** A key was deleted from a compacted topic. */
    default void onDeletion(LiveRecord<V> live) {}

    /** How many bytes it can take now; while there is no room, reading the past waits. What is live does not. */
    default long room() {
        return Long.MAX_VALUE;
    }

    /** What was there is delivered, in every partition; all that follows is live. */
    default void onLive() {}

    /** The subscription has ended on its own. */
    default void onFailure(RuntimeException cause) {}
}
