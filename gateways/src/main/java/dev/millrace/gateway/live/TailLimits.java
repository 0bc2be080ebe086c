package dev.millrace.gateway.live;

import dev.millrace.part.ByteSize;
import java.time.Duration;

/**
 * What a live reader keeps of each watched partition.
 *
 * @param bytes of records per partition
 * @param age after which a record is let go
 * @param grace how long a partition that nobody watches any more is still read
 */
public record TailLimits(ByteSize bytes, Duration age, Duration grace) {

    public static final TailLimits DEFAULT =
            new TailLimits(ByteSize.parse("8MiB"), Duration.ofSeconds(30), Duration.ofSeconds(10));

    public TailLimits {
        if (bytes.bytes() < 1 << 16) throw new IllegalArgumentException("a tail needs at least 64KiB: " + bytes);
        if (age.isNegative() || age.isZero()) throw new IllegalArgumentException("age must be positive: " + age);
        if (grace.isNegative()) throw new IllegalArgumentException("grace cannot be negative: " + grace);
    }
}
