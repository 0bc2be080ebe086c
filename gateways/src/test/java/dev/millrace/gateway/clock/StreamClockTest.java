package dev.millrace.gateway.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.topic.Stamp;
import org.junit.jupiter.api.Test;

class StreamClockTest {

    private static final long NOW = 1_795_000_000_000_000_000L;
    private static final long MICRO = 1_000;
    private static final long SECOND = 1_000_000_000;

    private final DeviceClock device = new DeviceClocks().of("drone");
    private final StreamClock stream = new StreamClock(device);

    @Test
    void shouldGoByTheDevicesClockWhereStampsAreOfTheEpoch() {
        // Given
        device.measured(DeviceTime.EPOCH, Measurement.ofProbe(NOW, NOW + 2 * SECOND, NOW));

        // When
        var stamp = stream.stamp(Stamp.received(NOW + SECOND), (NOW + 2 * SECOND) / MICRO, MICRO);

        // Then
        assertThat(stamp.captureTimeNs()).isEqualTo(NOW);
        assertThat(stamp.deviceTime()).isEqualTo((NOW + 2 * SECOND) / MICRO);
    }

    @Test
    void shouldPlaceStampsOfTheStreamsOwnTimeByTheQuickestArrival() {
        // When
        stream.stamp(Stamp.received(NOW + 50 * 1_000_000), 0 + 1, MICRO);
        stream.stamp(Stamp.received(NOW + SECOND), SECOND / MICRO, MICRO);
        var late = stream.stamp(Stamp.received(NOW + 2 * SECOND + 300 * 1_000_000), 2 * SECOND / MICRO, MICRO);

        // Then
        assertThat(late.captureTimeNs()).isEqualTo(NOW + 2 * SECOND);
        assertThat(device.offset(DeviceTime.MONOTONIC, NOW)).isEmpty();
    }

    @Test
    void shouldClaimNothingOfAStampThatIsNone() {
        // Given
        var received = Stamp.received(NOW);

        // Then
        assertThat(stream.stamp(received, 0, MICRO)).isEqualTo(received);
    }
}
