package dev.millrace.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A path on which sockets open, those that are open, and their counters. Thread-safe. */
final class SocketEndpoint {

    private final String capability;
    private final String path;
    private final PathPattern pattern;
    private final SocketLimits limits;
    private final Function<SocketOpening, SocketHandler> handlers;
    private final MeterRegistry meters;
    private final Set<OpenSocket> open = ConcurrentHashMap.newKeySet();
    private final Counter messages;
    private final Counter bytes;

    SocketEndpoint(
            String capability,
            String path,
            SocketLimits limits,
            Function<SocketOpening, SocketHandler> handlers,
            MeterRegistry meters) {
        this.capability = capability;
        this.path = path;
        this.pattern = new PathPattern(path);
        this.limits = limits;
        this.handlers = handlers;
        this.meters = meters;
        this.messages = counter("millrace.gateway.socket.messages");
        this.bytes = counter("millrace.gateway.socket.bytes");
        Gauge.builder("millrace.gateway.sockets.open", open, Set::size)
                .tags("capability", capability, "socket", path)
                .register(meters);
    }

    String capability() {
        return capability;
    }

    String path() {
        return path;
    }

    PathPattern pattern() {
        return pattern;
    }

    SocketLimits limits() {
        return limits;
    }

    Set<OpenSocket> open() {
        return open;
    }

    SocketHandler handlerFor(SocketOpening opening) {
        return handlers.apply(opening);
    }

    void received(long size) {
        messages.increment();
        bytes.increment(size);
    }

    /** Messages that clients did not get, by the outboxes that bear this socket's name. */
    long dropped() {
        var outboxes = meters.find("millrace.outbox.dropped")
                .tag("socket", capability + path)
                .functionCounters();
        return outboxes.stream().mapToLong(c -> (long) c.count()).sum();
    }

    /** Counts how a socket ended. */
    void ended(int code) {
        // Clients choose their own codes: the common ones have a name, so that there are not thousands.
        var kind = code >= 1000 && code <= 1013 ? Integer.toString(code) : "other";
        meters.counter("millrace.gateway.sockets.closed", "capability", capability, "socket", path, "code", kind)
                .increment();
    }

    private Counter counter(String name) {
        return meters.counter(name, "capability", capability, "socket", path);
    }
}
