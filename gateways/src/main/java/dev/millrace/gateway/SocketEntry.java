package dev.millrace.gateway;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/** Turns a request into an open socket where its path has one. Thread-safe. */
final class SocketEntry extends Handler.Wrapper {

    private final OpenSockets sockets;
    private final AtomicLong ids = new AtomicLong();

    SocketEntry(OpenSockets sockets, Handler next) {
        super(next);
        this.sockets = sockets;
    }

    static boolean isUpgrade(Request request) {
        return request.getMethod().equals("GET") && request.getHeaders().contains(HttpHeader.UPGRADE, "websocket");
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!isUpgrade(request)) return super.handle(request, response, callback);
        var arrival = Arrival.of(request);
        var mounted = arrival.mounted();
        var match = mounted.socketAt(arrival.path());
        if (match.isEmpty()) {
            var status = mounted.manners().unknownSocketStatus();
            new Problem(status, "No Socket", "there is no socket at " + arrival.root() + arrival.path())
                    .answer(response, callback);
            return true;
        }
        request.setAttribute(RouteGuard.ROUTE, match.get().endpoint().path());
        if (mounted.serving() != Mounted.Serving.OPEN || sockets.isFull()) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
            var problem = mounted.serving() == Mounted.Serving.OPEN
                    ? new Problem(503, "Service Unavailable", "as many sockets are open as this gateway takes")
                    : RouteGuard.unavailable(mounted);
            problem.answer(response, callback);
            return true;
        }
        var opening = Opening.of(Long.toString(ids.incrementAndGet(), 36), request, match.get());
        return upgrade(opening, request, response, callback);
    }

    private boolean upgrade(Opening opening, Request request, Response response, Callback callback) {
        var container = ServerWebSocketContainer.get(request.getContext());
        var isAnswered = container.upgrade(
                (asked, answer, failed) -> {
                    // Pictures and protobuf do not shrink; deflating them per viewer costs memory and time.
                    answer.setExtensions(List.of());
                    if (opening.speaksOurs()) answer.setAcceptedSubProtocol(SocketOpening.SUBPROTOCOL);
                    return sockets.open(opening);
                },
                request,
                response,
                callback);
        if (!isAnswered) new Problem(400, "Bad Request", "not a WebSocket handshake").answer(response, callback);
        return true;
    }
}
