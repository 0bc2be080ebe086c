package dev.millrace.gateway;

import dev.millrace.gateway.access.Access;
import dev.millrace.part.PartFailure;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.util.ArrayList;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/**
 * The one Jetty of a gateway. A request passes, in this order: {@link DoorMapping}, {@link Traffic}, {@link Entry},
 * {@link SocketEntry}, and the servlet of {@link HttpRoutes}.
 */
final class WebServer {

    private static final int READ_BYTES = 16 << 10;

    private final Server server;
    private final Doors doors;
    private final Traffic traffic;
    private final OpenSockets sockets;

    private WebServer(Server server, Doors doors, Traffic traffic, OpenSockets sockets) {
        this.server = server;
        this.doors = doors;
        this.traffic = traffic;
        this.sockets = sockets;
    }

    /**
     * Binds all ports and serves.
     *
     * @param own the gateway's own pages
     * @throws PartFailure when a port is busy
     */
    static WebServer start(
            GatewaySettings settings, Map<String, Mounted> capabilities, Mounted own, MeterRegistry meters) {
        var access = Access.of(settings.access(), settings.host());
        var threads = new QueuedThreadPool(settings.requests().threads(), 8);
        threads.setName("http");
        var server = new Server(threads);
        var doors = Doors.open(server, settings, capabilities.keySet());
        var mounts = new ArrayList<>(capabilities.values());
        mounts.add(own);
        var sockets = new OpenSockets(
                mounts.stream().flatMap(mount -> mount.sockets().stream()).toList(), settings.sockets());
        var routes = new ServletContextHandler("/", ServletContextHandler.NO_SESSIONS);
        var servlet = new ServletHolder(HttpRoutes.servlet(mounts, settings.requests()));
        servlet.setAsyncSupported(true);
        routes.addServlet(servlet, "/*");
        var traffic =
                new Traffic(meters, settings.requests().minRate(), new Entry(access, new SocketEntry(sockets, routes)));
        server.setHandler(new DoorMapping(doors, capabilities, own, traffic));
        server.setErrorHandler(new ErrorText());
        var webSockets = ServerWebSocketContainer.ensure(server);
        webSockets.setInputBufferSize(READ_BYTES);
        var started = new WebServer(server, doors, traffic, sockets);
        started.start();
        return started;
    }

    private void start() {
        try {
            server.start();
        } catch (Exception e) {
            stop();
            throw new PartFailure("the web server cannot start: " + e.getMessage(), e);
        }
    }

    Map<String, URI> addresses() {
        return doors.addresses();
    }

    OpenSockets sockets() {
        return sockets;
    }

    /** Requests without an answer. */
    int inFlight() {
        return traffic.inFlight();
    }

    void stop() {
        sockets.stop();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the web server did not stop", e);
        }
    }
}
