package dev.millrace.gateway.telemetry;

import dev.millrace.gateway.live.Payload;
import java.util.EnumMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The open dashboards. Each message is encoded once per level of detail, and only if somebody wants it. All are told in
 * the same order. Thread-safe.
 */
final class Dashboards {

    /** One whose socket turns out to be closed as it is told leaves on the thread that tells. */
    private final Set<Listener> open = ConcurrentHashMap.newKeySet();

    void add(Listener dashboard) {
        open.add(dashboard);
    }

    void remove(Listener dashboard) {
        open.remove(dashboard);
    }

    int count() {
        return open.size();
    }

    void send(Payload payload) {
        send(detail -> payload);
    }

    /** To those that asked for compression in messages of its own. */
    synchronized void sendCompression(Supplier<Payload> message) {
        Payload encoded = null;
        for (var dashboard : open) {
            if (!dashboard.hearsCompression()) continue;
            if (encoded == null) encoded = message.get();
            dashboard.send(encoded);
        }
    }

    synchronized void send(Function<Detail, Payload> encoding) {
        var encoded = new EnumMap<Detail, Payload>(Detail.class);
        for (var dashboard : open) dashboard.send(encoded.computeIfAbsent(dashboard.detail(), encoding));
    }
}
