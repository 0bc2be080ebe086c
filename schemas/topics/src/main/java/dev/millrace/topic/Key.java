package dev.millrace.topic;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The text of a record's key: an id of {@code [A-Za-z0-9._~-]{1,128}}, foreign ones percent-encoded, composites joined
 * by {@code /}.
 */
public final class Key {

    private static final int LONGEST = 128;
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private Key() {}

    /** The id as a key; empty when it is blank, or longer than 128 characters once encoded. */
    public static Optional<String> of(String id) {
        var encoded = new StringBuilder();
        for (var octet : id.getBytes(StandardCharsets.UTF_8)) {
            if (encoded.length() > LONGEST) return Optional.empty();
            if (isPlain(octet)) encoded.append((char) octet);
            else encoded.append('%').append(HEX[octet >> 4 & 15]).append(HEX[octet & 15]);
        }
        return encoded.length() == 0 || encoded.length() > LONGEST ? Optional.empty() : Optional.of(encoded.toString());
    }

    /** The id that this is the key of, as its owner writes it; the key itself when it is not of an id. */
    public static String text(String key) {
        try {
            return key.indexOf('%') < 0 ? key : URLDecoder.decode(key, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return key;
        }
    }

    /** Several keys as one. */
    public static String join(String... keys) {
        return Arrays.stream(keys).collect(Collectors.joining("/"));
    }

    private static boolean isPlain(byte octet) {
        return octet >= 'a' && octet <= 'z'
                || octet >= 'A' && octet <= 'Z'
                || octet >= '0' && octet <= '9'
                || octet == '.'
                || octet == '_'
                || octet == '~'
                || octet == '-';
    }
}
