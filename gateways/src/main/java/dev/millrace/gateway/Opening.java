package dev.millrace.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.websocket.api.Session;

/** What a socket's request said, kept beyond it. */
record Opening(
        String id,
        Fields queries,
        Map<String, String> path,
        HttpFields headers,
        String principal,
        String remote,
        boolean speaksOurs,
        SocketEndpoint endpoint) {

    static Opening of(String id, Request request, Mounted.SocketMatch match) {
        return new Opening(
                id,
                Request.extractQueryParameters(request),
                Map.copyOf(match.values()),
                HttpFields.build(request.getHeaders()).asImmutable(),
                Arrival.principal(request),
                Request.getRemoteAddr(request),
                offersOurs(request),
                match.endpoint());
    }

    private static boolean offersOurs(Request request) {
        return request.getHeaders()
                .getCSV(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL, false)
                .contains(SocketOpening.SUBPROTOCOL);
    }

    SocketOpening with(Session session) {
        return new Opened(this, session);
    }

    private record Opened(Opening request, Session session) implements SocketOpening {
        @Override
        public String id() {
            return request.id;
        }

        @Override
        public Optional<String> query(String name) {
            return Optional.ofNullable(request.queries.getValue(name));
        }

        @Override
        public List<String> queries(String name) {
            return List.copyOf(request.queries.getValuesOrEmpty(name));
        }

        @Override
        public Map<String, String> path() {
            return request.path;
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(request.headers.get(name));
        }

        @Override
        public boolean speaksOurs() {
            return request.speaksOurs;
        }

        @Override
        public String principal() {
            return request.principal;
        }

        @Override
        public String remote() {
            return request.remote;
        }
    }
}
