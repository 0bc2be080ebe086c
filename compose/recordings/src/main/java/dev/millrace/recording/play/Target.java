package dev.millrace.recording.play;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Where to play to: the address of a capability, such as {@code http://127.0.0.1:8080/hub} or a legacy port's root, and
 * the token to show there.
 */
public record Target(URI base, Optional<String> token) {

    public Target {
        String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
        if (base.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException("a target is an http or https address: " + base);
        }
    }

    public static Target at(String base) {
        return new Target(URI.create(base), Optional.empty());
    }

    /** The same target with an access token, sent as {@code Authorization: Bearer}. */
    public Target with(String accessToken) {
        return new Target(base, Optional.of(accessToken));
    }

    /** The address of a route below the base; {@code path} begins with a slash. */
    public URI http(String path) {
        String text = base.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
    }

    /** The address of a socket below the base. */
    public URI socket(String path) {
        return URI.create("ws" + http(path).toString().substring("http".length()));
    }

    /** The value of the Authorization header, if one is to be sent. */
    public Optional<String> authorization() {
        return token.map(accessToken -> "Bearer " + accessToken);
    }

    @Override
    public String toString() {
        return base + (token.isPresent() ? " (with a token)" : "");
    }
}
