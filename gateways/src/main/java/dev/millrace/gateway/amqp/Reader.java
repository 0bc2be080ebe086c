package dev.millrace.gateway.amqp;

import java.util.Optional;

/** Reads the messages of an exchange as records of a topic; total, whatever the bytes. Thread-safe. */
interface Reader<V> {

    Arrived<V> read(Incoming message);

    /**
     * What a record says, to be compared with what was heard: the body where it is kept as it came, else what was made
     * of it.
     */
    byte[] content(V value);

    /**
     * What the topic is to be told when nothing has come for a while.
     *
     * @param last what came last
     */
    default Optional<Arrived.Taken<V>> whenQuiet(Incoming last) {
        return Optional.empty();
    }

    /** Whether a message said it; else the bridge itself did, of its being quiet. */
    default boolean isSaid(V value) {
        return true;
    }

    /** What of a record, besides its head, is the same whenever its message is read. */
    default V lasting(V value) {
        return value;
    }
}
