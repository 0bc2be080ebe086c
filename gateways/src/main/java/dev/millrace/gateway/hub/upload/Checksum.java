package dev.millrace.gateway.hub.upload;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** The header {@code Upload-Checksum}: what a part of an upload must hash to. */
final class Checksum {

    /** As tus names them, and as Java does. */
    private static final Map<String, String> ALGORITHMS = Map.of("sha1", "SHA-1", "sha256", "SHA-256");

    private final String algorithm;
    private final byte[] expected;

    private Checksum(String algorithm, byte[] expected) {
        this.algorithm = algorithm;
        this.expected = expected;
    }

    /** As {@code sha1,sha256}. */
    static String algorithms() {
        return String.join(",", ALGORITHMS.keySet().stream().sorted().toList());
    }

    /** Empty when it is no checksum, or of an algorithm that is not known here. */
    static Optional<Checksum> read(String header) {
        var parts = header.strip().split(" ", -1);
        var algorithm = parts.length == 2 ? ALGORITHMS.get(parts[0]) : null;
        if (algorithm == null) return Optional.empty();
        try {
            return Optional.of(new Checksum(algorithm, Base64.getDecoder().decode(parts[1])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean fits(InputStream content) throws IOException {
        return MessageDigest.isEqual(expected, Digest.of(content, algorithm));
    }
}
