package dev.millrace.recording.telemetry;

import dev.millrace.message.tesla.CompressedVehicleData;
import java.util.OptionalLong;

/**
 * The rule by which the edge logger leaves out what it believes the server can predict, in single precision as there. A
 * field is sent when it was never seen, when it differs from its prediction by more than a threshold, or when half a
 * minute has passed since everything was last sent. All predictions then follow the true values, sent or not: the server
 * cannot do that, so the two drift apart by design. Not for use by several threads.
 */
public final class EdgePredictor {

    private static final long RESYNC_SECONDS = 30;

    private final Smoothed speed = new Smoothed(2.0f);
    private final Smoothed battery = new Smoothed(0.5f);
    private final Smoothed power = new Smoothed(5.0f);
    private final Smoothed heading = new Smoothed(5.0f);
    private OptionalLong resynced = OptionalLong.empty();

    /** Compresses the next reading, at a steady clock's {@code nanos}; the first call starts the time to the first resync. */
    public CompressedVehicleData compress(Reading reading, long nanos) {
        boolean isResync = isResyncDue(nanos);
        var compressed = CompressedVehicleData.newBuilder()
                .setTimestamp(reading.timestamp())
                .setOdometer(reading.odometer())
                .setIsResync(isResync);
        if (isResync || speed.isWorthSending(reading.speed())) {
            compressed.setVehicleSpeed(reading.speed());
        }
        if (isResync || battery.isWorthSending(reading.battery())) {
            compressed.setBatteryLevel(reading.battery());
        }
        if (isResync || power.isWorthSending(reading.power())) {
            compressed.setPowerKw(reading.power());
        }
        if (isResync || heading.isWorthSending(reading.heading())) {
            compressed.setHeading(reading.heading());
        }
        speed.follow(reading.speed());
        battery.follow(reading.battery());
        power.follow(reading.power());
        heading.follow(reading.heading());
        return compressed.build();
    }

    private boolean isResyncDue(long nanos) {
        long since = nanos - resynced.orElse(nanos);
        boolean isDue = since / 1_000_000_000L >= RESYNC_SECONDS;
        if (isDue || resynced.isEmpty()) {
            resynced = OptionalLong.of(nanos);
        }
        return isDue;
    }

    /** One field's exponentially smoothed value. The heading is compared plainly, without regard to north being 0 and 360. */
    private static final class Smoothed {

        private static final float ALPHA = 0.3f;

        private final float threshold;
        private float prediction;
        private boolean isSeen;

        Smoothed(float threshold) {
            this.threshold = threshold;
        }

        boolean isWorthSending(float actual) {
            return !isSeen || Math.abs(actual - prediction) > threshold;
        }

        void follow(float actual) {
            prediction = ALPHA * actual + (1.0f - ALPHA) * (isSeen ? prediction : actual);
            isSeen = true;
        }
    }
}
