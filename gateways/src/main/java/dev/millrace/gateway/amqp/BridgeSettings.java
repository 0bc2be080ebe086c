package dev.millrace.gateway.amqp;

import dev.millrace.part.ByteSize;
import dev.millrace.topic.Key;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Optional;

/**
 * The section {@code amqp} of {@code gateway.yaml}, where each key is explained.
 *
 * @param url empty for no bridge; may hold a user and a password, which {@link #toString} leaves out
 */
public record BridgeSettings(
        String url,
        String user,
        String passwordFile,
        String trustStore,
        String trustStorePasswordFile,
        Exchanges exchanges,
        boolean packets,
        boolean decodedFrames,
        boolean persistent,
        String stream,
        String imuDevice,
        Queues queues,
        Duration confirmWithin,
        ByteSize maxMessage,
        boolean ledger) {

    /** The names of the exchanges; an empty one is not bridged. */
    public record Exchanges(
            String videoFrames,
            String videoStream,
            String imuData,
            String processedFrames,
            String analysisMode,
            String trajectoryData,
            String plyFanout,
            String restart) {

        public Exchanges {
            var names = new HashMap<String, Integer>();
            for (var name : Arrays.asList(
                    videoFrames,
                    videoStream,
                    imuData,
                    processedFrames,
                    analysisMode,
                    trajectoryData,
                    plyFanout,
                    restart)) {
                if (name.length() > 255) throw new IllegalArgumentException("an exchange's name is too long: " + name);
                if (!name.isEmpty() && names.merge(name, 1, Integer::sum) > 1) {
                    throw new IllegalArgumentException("two of them have the same name: " + name);
                }
            }
        }
    }

    /**
     * The queues in which messages wait for the bridge.
     *
     * @param bytes beyond which the oldest are dropped
     * @param expires after so long without a bridge the queues are deleted
     */
    public record Queues(String prefix, ByteSize bytes, Duration expires) {
        public Queues {
            if (prefix.isBlank()) throw new IllegalArgumentException("queues need a prefix");
            if (bytes.bytes() < 1 << 20) throw new IllegalArgumentException("bytes must be at least 1MiB: " + bytes);
            if (expires.toMillis() < 60_000)
                throw new IllegalArgumentException("expires must be at least 1m: " + expires);
        }
    }

    public BridgeSettings {
        if (!url.isEmpty() && !url.startsWith("amqp://") && !url.startsWith("amqps://")) {
            throw new IllegalArgumentException("url begins with amqp:// or amqps://");
        }
        if (user.isEmpty() && !passwordFile.isEmpty()) throw new IllegalArgumentException("password-file needs a user");
        if (Key.of(stream).isEmpty() || Key.of(imuDevice).isEmpty()) {
            throw new IllegalArgumentException("stream and imu-device are names of 1 to 128 characters");
        }
        if (confirmWithin.toMillis() < 100) throw new IllegalArgumentException("confirm-within must be at least 100ms");
        if (maxMessage.bytes() < 1 << 20 || maxMessage.bytes() > 1 << 30) {
            throw new IllegalArgumentException("max-message must be 1MiB to 1GiB: " + maxMessage);
        }
    }

    boolean isOn() {
        return !url.isEmpty();
    }

    /** The key of what exchanges say, since no message on them names its camera. */
    String streamKey() {
        return Key.of(stream).orElseThrow();
    }

    String imuDeviceKey() {
        return Key.of(imuDevice).orElseThrow();
    }

    Optional<String> trusted() {
        return trustStore.isEmpty() ? Optional.empty() : Optional.of(trustStore);
    }

    @Override
    public String toString() {
        return "bridge to " + AmqpAddress.redacted(url);
    }
}
