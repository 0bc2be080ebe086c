package dev.millrace.gateway;

import io.javalin.http.Context;
import java.util.List;

/**
 * How a capability answers on its routes where the frame decides: the legacy ones as their servers did.
 *
 * @param cors answers other origins as {@link Cors} says
 * @param unknownPath answers a path or method that the capability does not have
 * @param unknownSocketStatus the status of a refused handshake on a path without a socket
 */
public record Manners(Cors cors, UnknownPath unknownPath, int unknownSocketStatus) {

    /** Our own: problem bodies, and other origins only by configuration. */
    public static final Manners OWN = new Manners(Cors.CONFIGURED, Problem::unknown, 404);

    /** Of the legacy servers: {@code {"detail":"Not Found"}}, any origin may read, unknown sockets get 403. */
    public static final Manners LEGACY = new Manners(Cors.ANY_WITH_CREDENTIALS, Problem::legacyUnknown, 403);

    /** Who may read answers from another origin. */
    public enum Cors {
        /** The origins that the settings allow. */
        CONFIGURED,
        /** Any, as {@code *}, or echoed when the request carries a cookie; preflights are answered {@code OK}. */
        ANY_WITH_CREDENTIALS
    }

    /** Answers a request that has no route. */
    public interface UnknownPath {

        /** @param allowed the methods that the path has, empty if none */
        void answer(Context context, List<String> allowed);
    }
}
