package dev.millrace.gateway.live;

/**
 * How a record looks to the clients of one dialect. A constant: {@link LiveRecord#encoded} keeps one result per
 * instance.
 */
@FunctionalInterface
public interface Encoding<V> {

    Payload encode(LiveRecord<V> live);
}
