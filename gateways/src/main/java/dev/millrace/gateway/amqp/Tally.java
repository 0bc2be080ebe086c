package dev.millrace.gateway.amqp;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A sum over messages that does not depend on their order.
 *
 * @param hash the sum of 64 bits of each body's SHA-256; two sets of messages with the same sums are the same
 */
record Tally(long count, long bytes, long hash) {

    static final Tally NONE = new Tally(0, 0, 0);

    static Tally of(byte[] body) {
        return new Tally(1, body.length, hash(body));
    }

    Tally plus(Tally other) {
        return new Tally(count + other.count, bytes + other.bytes, hash + other.hash);
    }

    static long hash(byte[] body) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(body))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
