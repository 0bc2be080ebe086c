package dev.millrace.gateway.clock;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * A device's stamp with what is known of its unit; what is not recognised is not guessed.
 *
 * @param time as sent, without a fraction
 * @param tickNs nanoseconds of its unit; 0 when not recognised
 * @param clock {@code epoch}, {@code monotonic}, or empty when not recognised
 * @param ns nanoseconds on the device's clock; when its unit is not recognised the stamp's own number, or its billionths
 *     when it has a fraction
 */
public record DeviceTime(long time, long tickNs, String clock, long ns) {

    public static final String EPOCH = "epoch";
    public static final String MONOTONIC = "monotonic";

    private static final BigInteger YEAR_2000 = BigInteger.valueOf(946_684_800_000_000_000L);
    private static final BigInteger YEAR_2100 = BigInteger.valueOf(4_102_444_800_000_000_000L);
    private static final BigInteger DAY = BigInteger.valueOf(86_400_000_000_000L);
    private static final long[] COARSE_TICKS = {1_000, 1_000_000, 1_000_000_000};
    private static final long BILLION = 1_000_000_000;
    private static final int MOST_DIGITS = 40;

    /**
     * Recognises the unit of a stamp. Nanoseconds of the epoch are so by their size alone. Other units are those of
     * the epoch when that makes the stamp a time within a day of now: time since boot reaches the same numbers. The pace
     * at which the device's stamps run tells for the rest, and where it is known it rules out all units but its own.
     *
     * @param receivedNs platform time at which it came
     * @param paceNs nanoseconds that pass with one unit, as {@link TickPace} found; 0 when not known
     * @return empty when the number is of no use
     */
    public static Optional<DeviceTime> of(BigDecimal stamp, long receivedNs, long paceNs) {
        if (Math.abs((long) stamp.scale()) > MOST_DIGITS || stamp.precision() > MOST_DIGITS) return Optional.empty();
        if (isOfThisCentury(ns(stamp, 1))) return of(stamp, 1, EPOCH);
        for (var tick : COARSE_TICKS) {
            if (paceNs != 0 && paceNs != tick) continue;
            var apart = ns(stamp, tick).subtract(BigInteger.valueOf(receivedNs)).abs();
            if (apart.compareTo(DAY) <= 0) return of(stamp, tick, EPOCH);
        }
        if (paceNs == 0) return ofNoUnit(stamp);
        return of(stamp, paceNs, isOfThisCentury(ns(stamp, paceNs)) ? EPOCH : MONOTONIC);
    }

    /** A stamp whose unit is laid down by its protocol. */
    public static DeviceTime inUnit(long time, long tickNs) {
        return of(BigDecimal.valueOf(time), tickNs, "")
                .map(read -> isOfThisCentury(BigInteger.valueOf(read.ns))
                        ? new DeviceTime(time, tickNs, EPOCH, read.ns)
                        : new DeviceTime(time, tickNs, MONOTONIC, read.ns))
                .orElse(new DeviceTime(time, tickNs, "", 0));
    }

    /** Whole numbers alone would make one of stamps that are apart by a fraction. */
    private static Optional<DeviceTime> ofNoUnit(BigDecimal stamp) {
        var time = ns(stamp, 1);
        var billionths = ns(stamp, BILLION);
        var isFraction = stamp.stripTrailingZeros().scale() > 0 && billionths.bitLength() < Long.SIZE;
        if (time.bitLength() >= Long.SIZE) return Optional.empty();
        return Optional.of(new DeviceTime(time.longValue(), 0, "", (isFraction ? billionths : time).longValue()));
    }

    private static Optional<DeviceTime> of(BigDecimal stamp, long tickNs, String clock) {
        var time = ns(stamp, 1);
        var ns = ns(stamp, tickNs);
        if (time.bitLength() >= Long.SIZE || ns.bitLength() >= Long.SIZE) return Optional.empty();
        return Optional.of(new DeviceTime(time.longValue(), tickNs, clock, ns.longValue()));
    }

    private static BigInteger ns(BigDecimal stamp, long tickNs) {
        return stamp.multiply(BigDecimal.valueOf(tickNs))
                .setScale(0, RoundingMode.FLOOR)
                .toBigInteger();
    }

    private static boolean isOfThisCentury(BigInteger epochNs) {
        return epochNs.compareTo(YEAR_2000) >= 0 && epochNs.compareTo(YEAR_2100) < 0;
    }
}
