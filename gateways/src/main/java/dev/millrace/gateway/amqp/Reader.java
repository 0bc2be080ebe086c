package dev.millrace.gateway.amqp;

/** Reads the messages of an exchange as records of a topic; total, whatever the bytes. Thread-safe. */
interface Reader<V> {

    Arrived<V> read(Incoming message);

    /**
     * What a record says, to be compared with what was heard: the body where it is kept as it came, else what was made
     * of it.
     */
    byte[] content(V value);

    /** What of a record, besides its head, is the same whenever its message is read. */
    default V lasting(V value) {
        return value;
    }
}
