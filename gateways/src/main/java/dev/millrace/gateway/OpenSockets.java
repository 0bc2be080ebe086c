package dev.millrace.gateway;

import dev.millrace.gateway.console.Overview;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.StatusCode;

/** All open sockets of this gateway, looked after by one thread. Thread-safe. */
final class OpenSockets {

    private final List<SocketEndpoint> endpoints;
    private final GatewaySettings.Sockets settings;
    private volatile boolean isShut;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "sockets");
        thread.setDaemon(true);
        return thread;
    });

    OpenSockets(List<SocketEndpoint> endpoints, GatewaySettings.Sockets settings) {
        this.endpoints = List.copyOf(endpoints);
        this.settings = settings;
        var every = Math.max(
                10, Math.min(settings.ping().toMillis(), settings.pong().toMillis()) / 4);
        scheduler.scheduleWithFixedDelay(this::beat, every, every, TimeUnit.MILLISECONDS);
    }

    OpenSocket open(Opening opening) {
        return new OpenSocket(opening, settings, this, scheduler);
    }

    boolean isFull() {
        return count() >= settings.maxOpen();
    }

    int count() {
        var count = 0;
        for (var endpoint : endpoints) count += endpoint.open().size();
        return count;
    }

    List<Overview.Clients> clients() {
        return endpoints.stream()
                .map(e ->
                        new Overview.Clients(e.capability(), e.path(), e.open().size(), e.dropped()))
                .toList();
    }

    /** Closes every socket, also one that is still opening. */
    void closeAll() {
        isShut = true;
        for (var endpoint : endpoints) {
            for (var socket : endpoint.open()) shut(socket);
        }
    }

    /** A socket opens a little after its handshake was answered, so that the doors may have been shut in between. */
    void opened(OpenSocket socket) {
        if (isShut) shut(socket);
    }

    private static void shut(OpenSocket socket) {
        socket.close(StatusCode.SHUTDOWN, "this gateway is about to stop");
    }

    void stop() {
        scheduler.shutdownNow();
    }

    private void beat() {
        var now = System.nanoTime();
        for (var endpoint : endpoints) for (var socket : endpoint.open()) socket.beat(now);
    }
}
