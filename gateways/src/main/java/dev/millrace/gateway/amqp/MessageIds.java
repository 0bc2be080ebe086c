package dev.millrace.gateway.amqp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The ids of the messages that one platform sends: 32 hexadecimal digits, as the legacy hub's, the same for the same
 * record, and known again by all gateways of the platform. Thread-safe.
 *
 * <p>The first half is a keyed hash of where the record stands, the second one of the first.
 */
final class MessageIds {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int HALF = 16;
    private static final HexFormat HEX = HexFormat.of();

    private final SecretKeySpec key;

    /** @param platform what its gateways have in common, and no other platform has */
    MessageIds(String platform) {
        this.key = new SecretKeySpec(("millrace/" + platform).getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** @param index of the message among those that the record becomes */
    String of(String topic, int partition, long offset, int index) {
        var name = topic.getBytes(StandardCharsets.UTF_8);
        var place = ByteBuffer.allocate(name.length + 16)
                .put(name)
                .putInt(partition)
                .putLong(offset)
                .putInt(index);
        var first = half(place.array());
        return first + half(first.getBytes(StandardCharsets.US_ASCII));
    }

    boolean isOurs(@Nullable String id) {
        if (id == null || id.length() != 2 * HALF) return false;
        var first = id.substring(0, HALF);
        return half(first.getBytes(StandardCharsets.UTF_8)).equals(id.substring(HALF));
    }

    private String half(byte[] of) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HEX.formatHex(mac.doFinal(of), 0, HALF / 2);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
