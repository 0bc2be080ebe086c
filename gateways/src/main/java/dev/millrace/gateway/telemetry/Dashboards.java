package dev.millrace.gateway.telemetry;

import dev.millrace.gateway.live.Payload;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The open dashboards. Each message is encoded once per level of detail, and only if somebody wants it. Thread-safe. */
final class Dashboards {

    private final Set<Dashboard> open = new LinkedHashSet<>();

    synchronized void add(Dashboard dashboard) {
        open.add(dashboard);
    }

    synchronized void remove(Dashboard dashboard) {
        open.remove(dashboard);
    }

    synchronized int count() {
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
