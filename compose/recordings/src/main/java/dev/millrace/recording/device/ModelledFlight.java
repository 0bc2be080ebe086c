package dev.millrace.recording.device;

import dev.millrace.recording.device.ImuSample.Axes;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * A drone that flies figures of eight for ever, looking ahead: what its inertial unit feels, and where its camera is. The
 * path is a Lissajous curve; its derivatives give the turning and, with gravity, the specific force. Reproducible from its
 * seed, and free of anyone's data.
 *
 * <p>World: x east, y north, z up, metres. Body: x ahead, y left, z up; it turns about z alone. Camera: x right, y down,
 * z ahead.
 *
 * @param start the time of the first sample
 */
public record ModelledFlight(long seed, Instant start) implements DeviceLog {

    private static final long SAMPLE_NS = Duration.ofMillis(5).toNanos();
    private static final long POSE_NS = Duration.ofSeconds(1).toNanos() / 30;
    private static final double GRAVITY = 9.80665;
    /** Standard deviations of a consumer unit's noise: rad/s and m/s². */
    private static final double ROTATION_NOISE = 0.004;

    private static final double ACCELERATION_NOISE = 0.04;

    @Override
    public String title() {
        return "modelled flight " + seed;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.empty();
    }

    @Override
    public Iterator<DeviceMessage> iterator() {
        return new Flight();
    }

    /** {@code amplitude · sin(rate · t)} and its derivatives. */
    private record Swing(double amplitude, double rate) {

        double at(double t) {
            return amplitude * Math.sin(rate * t);
        }

        double speed(double t) {
            return amplitude * rate * Math.cos(rate * t);
        }

        double acceleration(double t) {
            return -rate * rate * at(t);
        }
    }

    private final class Flight implements Iterator<DeviceMessage> {

        private final SplittableRandom noise = new SplittableRandom(seed);
        private final Swing east = new Swing(6 + noise.nextDouble(2), 0.2);
        private final Swing north = new Swing(3 + noise.nextDouble(1), 0.4);
        private final Swing up = new Swing(0.6, 0.31);
        private final double height = 2 + noise.nextDouble(1);
        private final long beginNs = start.getEpochSecond() * 1_000_000_000L + start.getNano();
        private long samples;
        private long poses;

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public DeviceMessage next() {
            long sampleNs = samples * SAMPLE_NS;
            long poseNs = poses * POSE_NS;
            if (poseNs <= sampleNs) {
                poses++;
                return pose(poseNs);
            }
            samples++;
            return sample(sampleNs);
        }

        private ImuSample sample(long ns) {
            double t = ns / 1e9;
            double vx = east.speed(t);
            double vy = north.speed(t);
            double ax = east.acceleration(t);
            double ay = north.acceleration(t);
            double speed = Math.hypot(vx, vy);
            var rotation = new Axes(
                    noise.nextGaussian(0, ROTATION_NOISE),
                    noise.nextGaussian(0, ROTATION_NOISE),
                    (vx * ay - vy * ax) / (speed * speed) + noise.nextGaussian(0, ROTATION_NOISE));
            var acceleration = new Axes(
                    (vx * ax + vy * ay) / speed + noise.nextGaussian(0, ACCELERATION_NOISE),
                    (vx * ay - vy * ax) / speed + noise.nextGaussian(0, ACCELERATION_NOISE),
                    up.acceleration(t) + GRAVITY + noise.nextGaussian(0, ACCELERATION_NOISE));
            return new ImuSample(beginNs + ns, rotation, acceleration);
        }

        private CameraPose pose(long ns) {
            double t = ns / 1e9;
            double speed = Math.hypot(east.speed(t), north.speed(t));
            double aheadX = east.speed(t) / speed;
            double aheadY = north.speed(t) / speed;
            return CameraPose.of(beginNs + ns, new double[] {
                aheadY, 0, aheadX, east.at(t), -aheadX, 0, aheadY, north.at(t), 0, -1, 0, height + up.at(t), 0, 0, 0, 1
            });
        }
    }
}
