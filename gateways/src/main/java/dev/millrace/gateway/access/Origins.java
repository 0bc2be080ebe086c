package dev.millrace.gateway.access;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The web pages whose scripts may open sockets and change things here: those this gateway served itself, those of any
 * server on the same machine, and the configured ones. Immutable.
 */
public final class Origins {

    private final Set<String> allowed;

    public Origins(List<String> allowed) {
        this.allowed = Set.copyOf(new HashSet<>(allowed));
    }

    /** @param host as the request's {@code Host} header named this gateway */
    public boolean isAllowed(String origin, String host) {
        if (allowed.contains("*") || allowed.contains(origin)) return true;
        var from = Authority.ofOrigin(origin);
        if (from.isEmpty()) return false;
        return Loopback.isLoopback(from.get().host())
                || Authority.parse(host).map(from.get()::equals).orElse(false);
    }
}
