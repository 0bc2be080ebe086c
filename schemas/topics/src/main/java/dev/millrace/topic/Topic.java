package dev.millrace.topic;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;

/**
 * One topic: its name inside its namespace, what it carries, how widely it is spread and how long it is kept.
 *
 * <p>Keys are UTF-8 text as {@link Key} makes it.
 *
 * @param plainName the name without the namespace
 * @param key what the key is, for people
 * @param carries what a record means, in a few words
 */
public record Topic<V extends Message>(
        Namespace namespace,
        String plainName,
        String key,
        V message,
        Partitions.Spread spread,
        Policy policy,
        String carries) {

    /** As the broker knows it. */
    public String name() {
        return namespace.qualify(plainName);
    }

    /** As the schema registry knows its values. */
    public String subject() {
        return name() + "-value";
    }

    /** Written by others, with keys and partitions of their own; values are bare messages and have no subject. */
    public boolean isForeign() {
        return spread == Partitions.Spread.FOREIGN;
    }

    @SuppressWarnings("unchecked")
    public Parser<V> parser() {
        return (Parser<V>) message.getParserForType();
    }

    @Override
    public String toString() {
        return name();
    }
}
