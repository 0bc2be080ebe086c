package dev.millrace.gateway;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A capability's place in the gateway: its prefix, what it registered, and whether it takes requests.
 *
 * <p>Filled by one thread before the server starts; thread-safe from then on.
 */
final class Mounted implements Routes {

    /** Whether requests are taken. */
    enum Serving {
        STARTING,
        OPEN,
        DRAINING
    }

    /** One route, its path within the capability. */
    record Route(HandlerType method, String path, PathPattern pattern, RouteLimits limits, Handler handler) {}

    /** One way to open a socket, and the values in its path. */
    record SocketMatch(SocketEndpoint endpoint, Map<String, String> values) {}

    private final String name;
    private final String prefix;
    private final Supplier<Serving> serving;
    private final MeterRegistry meters;
    private final List<Route> routes = new ArrayList<>();
    private final List<SocketEndpoint> sockets = new ArrayList<>();
    private Manners manners = Manners.OWN;

    /** @param prefix as {@code /telemetry}; empty for the gateway's own pages */
    Mounted(String name, String prefix, Supplier<Serving> serving, MeterRegistry meters) {
        this.name = name;
        this.prefix = prefix;
        this.serving = serving;
        this.meters = meters;
    }

    @Override
    public void handle(HandlerType method, String path, RouteLimits limits, Handler handler) {
        routes.add(new Route(method, path, new PathPattern(path.replace("/*", "/{rest}")), limits, handler));
    }

    @Override
    public void socket(String path, SocketLimits limits, Function<SocketOpening, SocketHandler> open) {
        sockets.add(new SocketEndpoint(name, path, limits, open, meters));
    }

    @Override
    public void manners(Manners other) {
        manners = other;
    }

    String name() {
        return name;
    }

    String prefix() {
        return prefix;
    }

    Serving serving() {
        return serving.get();
    }

    Manners manners() {
        return manners;
    }

    List<Route> routes() {
        return routes;
    }

    List<SocketEndpoint> sockets() {
        return sockets;
    }

    Optional<SocketMatch> socketAt(String path) {
        for (var socket : sockets) {
            var values = socket.pattern().match(path);
            if (values.isPresent()) return Optional.of(new SocketMatch(socket, values.get()));
        }
        return Optional.empty();
    }

    /** The methods that a path has. */
    List<String> methodsAt(String path) {
        return routes.stream()
                .filter(route -> route.pattern().match(path).isPresent())
                .map(route -> route.method().name())
                .distinct()
                .sorted()
                .toList();
    }
}
