package dev.millrace.gateway.hub.upload;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests of what was uploaded. */
final class Digest {

    private static final int PIECE = 64 << 10;

    private Digest() {}

    /** @param algorithm that every Java has */
    static byte[] of(InputStream content, String algorithm) throws IOException {
        var digest = digest(algorithm);
        var piece = new byte[PIECE];
        for (var read = content.read(piece); read >= 0; read = content.read(piece)) digest.update(piece, 0, read);
        return digest.digest();
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
