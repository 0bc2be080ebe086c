package dev.millrace.gateway.access;

import java.util.Optional;

/**
 * A request as far as it decides whether it may come in.
 *
 * @param capability whose route it is for; empty for the gateway's own
 * @param isOpenToAll a page that needs no credentials
 * @param isUnsafe a socket, or a method that may change something
 * @param host the {@code Host} header; empty if none
 * @param token from the {@code Authorization} header, or from a socket's query
 */
public record Knock(
        String capability,
        boolean isOpenToAll,
        boolean isUnsafe,
        String host,
        Optional<String> origin,
        Optional<String> token) {

    @Override
    public String toString() {
        return "Knock[" + capability + ", host=" + host + ", origin=" + origin.orElse("none") + "]";
    }
}
