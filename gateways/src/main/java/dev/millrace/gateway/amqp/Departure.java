package dev.millrace.gateway.amqp;

import java.util.List;

/** Which messages a record of a topic becomes on its exchange; none when it does not go there. Thread-safe. */
@FunctionalInterface
interface Departure<V> {

    List<Outgoing> of(String key, V value);
}
