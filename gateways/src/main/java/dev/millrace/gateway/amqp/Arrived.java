package dev.millrace.gateway.amqp;

/** What a message from an exchange turned out to be. */
sealed interface Arrived<V> {

    /** A record, and its key. */
    record Taken<V>(String key, V value) implements Arrived<V> {}

    /**
     * Nothing that can be kept.
     *
     * @param reason a closed word for counting
     * @param message a sentence for people
     */
    record Refused<V>(String reason, String message) implements Arrived<V> {}

    static <V> Arrived<V> refused(String reason, String message) {
        return new Refused<>(reason, message);
    }
}
