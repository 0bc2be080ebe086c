package dev.millrace.gateway.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Who may come in.
 *
 * @param tokensFile one token a line, as {@link Tokens} reads it; empty for none
 * @param allowedOrigins of web pages on other hosts, as {@code https://console.example.org}; {@code *} for any
 * @param allowedHosts names by which this gateway may be called, beside those of the loopback
 */
public record AccessSettings(Auth auth, String tokensFile, List<String> allowedOrigins, List<String> allowedHosts) {

    /** Whether credentials are wanted. */
    public enum Auth {
        /** A token where a tokens file is named, nothing on the loopback without one; other addresses need one. */
        @JsonProperty("auto")
        AUTO,
        /** Nobody needs a token, wherever this gateway listens. */
        @JsonProperty("none")
        NONE
    }

    public AccessSettings {
        allowedOrigins = List.copyOf(allowedOrigins);
        allowedHosts = List.copyOf(allowedHosts);
        if (auth == Auth.NONE && !tokensFile.isEmpty()) {
            throw new IllegalArgumentException("auth is none, but there is a tokens-file: choose one of them");
        }
    }
}
