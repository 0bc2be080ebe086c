package dev.millrace.gateway.live;

import dev.millrace.part.ByteSize;
import java.time.Duration;

/**
 * How much an intake holds, and how long it waits for the broker.
 *
 * @param inFlight bytes that may await the broker's acknowledgement; more are refused
 * @param delivery how long a record may await it, retries included, before it counts as lost
 */
public record IntakeLimits(ByteSize inFlight, Duration delivery) {

    public static final IntakeLimits EXACT = new IntakeLimits(ByteSize.parse("64MiB"), Duration.ofSeconds(10));
    public static final IntakeLimits FAST = new IntakeLimits(ByteSize.parse("64MiB"), Duration.ofSeconds(3));

    public IntakeLimits {
        if (inFlight.bytes() < 1 << 20)
            throw new IllegalArgumentException("in-flight must be at least 1MiB: " + inFlight);
        if (delivery.toMillis() < 1000) throw new IllegalArgumentException("delivery must be at least 1s: " + delivery);
    }
}
