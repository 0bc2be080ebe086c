package dev.millrace.gateway.access;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host and port as they stand in a {@code Host} header or an origin.
 *
 * @param host in lower case; an IPv6 address in brackets
 * @param port empty when none was named
 */
record Authority(String host, String port) {

    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-f:.]{2,45}\\]|[a-z0-9._-]{1,253})(?::(\\d{1,5}))?");
    private static final Pattern ORIGIN = Pattern.compile("https?://(.{1,300})");

    static Optional<Authority> parse(String text) {
        var match = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!match.matches()) return Optional.empty();
        return Optional.of(new Authority(match.group(1), match.group(2) == null ? "" : match.group(2)));
    }

    static Optional<Authority> ofOrigin(String origin) {
        var match = ORIGIN.matcher(origin);
        return match.matches() ? parse(match.group(1)) : Optional.empty();
    }
}
