package dev.millrace.topology.telemetry;

import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What tells one packet's bytes from another's: the first 16 hexadecimal digits of their SHA-256. */
final class Digest {

    private static final int BYTES = 8;

    private Digest() {}

    static String of(ByteString payload) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(payload.toByteArray());
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
