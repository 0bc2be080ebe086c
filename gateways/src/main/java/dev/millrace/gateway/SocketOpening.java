package dev.millrace.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.websocket.api.Session;

/** A socket that has just opened: how it was asked for, by whom, and the session to answer on. */
public interface SocketOpening {

    /** Offered by clients that take messages which the clients of the legacy servers do not know. */
    String SUBPROTOCOL = "millrace.v1";

    /** Unique among all sockets of this process. */
    String id();

    /** The first value of a query parameter, decoded. */
    Optional<String> query(String name);

    /** All values of a query parameter that may be given several times, decoded. */
    List<String> queries(String name);

    /** The values of the {@code {name}} parts of the path, decoded. */
    Map<String, String> path();

    Optional<String> header(String name);

    /** Whether the client offered {@link #SUBPROTOCOL}; it has been accepted then. */
    boolean speaksOurs();

    /** Who it is; {@code anonymous} when nobody has signed in. */
    String principal();

    /** The client's address, without the port. */
    String remote();

    /** For sending and closing; messages come through the handler alone. */
    Session session();
}
