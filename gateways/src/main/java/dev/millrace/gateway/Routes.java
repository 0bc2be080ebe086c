package dev.millrace.gateway;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.function.Function;

/**
 * Where a capability registers what it serves.
 *
 * <p>Paths start with a slash and are relative to the capability's root; they may hold {@code {name}} parts. A route
 * whose path is {@code /} is the root itself. Handlers run on the server's threads and may block briefly.
 */
public interface Routes {

    void handle(HandlerType method, String path, RouteLimits limits, Handler handler);

    /** @param open called when a socket has opened, on its own thread */
    void socket(String path, SocketLimits limits, Function<SocketOpening, SocketHandler> open);

    /** How this capability's HTTP routes answer what the frame itself must answer: unknown paths, refusals, CORS. */
    void manners(Manners manners);

    default void get(String path, RouteLimits limits, Handler handler) {
        handle(HandlerType.GET, path, limits, handler);
    }

    default void post(String path, RouteLimits limits, Handler handler) {
        handle(HandlerType.POST, path, limits, handler);
    }

    default void put(String path, RouteLimits limits, Handler handler) {
        handle(HandlerType.PUT, path, limits, handler);
    }

    default void delete(String path, RouteLimits limits, Handler handler) {
        handle(HandlerType.DELETE, path, limits, handler);
    }
}
