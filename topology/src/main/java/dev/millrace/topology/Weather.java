package dev.millrace.topology;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** Tells a missing neighbour, which comes back, from a bug, which does not go away. */
final class Weather {

    private static final int DEEPEST = 32;
    private static final List<Class<? extends Exception>> KINDS = List.of(
            RetriableException.class,
            SocketException.class,
            SocketTimeoutException.class,
            UnknownHostException.class,
            HttpTimeoutException.class,
            ClosedChannelException.class);

    private Weather() {}

    /** Whether the failure, or what caused it, is a broker or registry that is away or slow. */
    static boolean is(Throwable failure) {
        return cause(failure).isPresent();
    }

    /** What of the failure, or of what caused it, says that a neighbour is away. */
    static Optional<Throwable> cause(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (var depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            for (var kind : KINDS) if (kind.isInstance(cause)) return Optional.of(cause);
        }
        return Optional.empty();
    }

    /** What lies at the bottom of a failure. */
    static Throwable root(Throwable failure) {
        var root = failure;
        for (var depth = 0; root.getCause() != null && depth < DEEPEST; depth++) root = root.getCause();
        return root;
    }
}
