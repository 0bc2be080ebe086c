package dev.millrace.topology;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How inertial samples are put in order.
 *
 * @param window by how much a device's newest stamp must have passed a sample before it goes out
 * @param horizon a stamp further off than this is not believed at once
 * @param jumpSamples so many such stamps in a row, near each other, are believed: the device's clock has jumped
 * @param held samples of one device that wait at most; beyond, the oldest go out early
 * @param remembered stamps of one device that are known to have gone out, so that a repeat is not called late
 * @param transform nine numbers, row by row, by which the vectors of all devices are turned
 * @param transforms the same of single devices
 */
public record ImuSettings(
        Duration window,
        Duration horizon,
        int jumpSamples,
        int held,
        int remembered,
        List<Double> transform,
        Map<String, List<Double>> transforms) {

    /** What a device's state may take stays below 16 KiB with these. */
    private static final int MOST_HELD = 64;

    private static final int MOST_REMEMBERED = 512;
    private static final int CELLS = 9;

    public ImuSettings {
        transform = List.copyOf(transform);
        transforms = Map.copyOf(transforms);
        if (window.isNegative() || window.isZero()) throw new IllegalArgumentException("window must be positive");
        if (horizon.compareTo(window) <= 0) throw new IllegalArgumentException("horizon must be longer than window");
        if (jumpSamples < 1 || jumpSamples > held) {
            throw new IllegalArgumentException("jump-samples must be between 1 and held: " + jumpSamples);
        }
        if (held < 2 || held > MOST_HELD) {
            throw new IllegalArgumentException("held must be between 2 and " + MOST_HELD + ": " + held);
        }
        if (remembered < 1 || remembered > MOST_REMEMBERED) {
            throw new IllegalArgumentException("remembered must be between 1 and " + MOST_REMEMBERED);
        }
        checkMatrix("transform", transform);
        transforms.forEach((device, matrix) -> checkMatrix("transforms." + device, matrix));
    }

    /** The matrix of one device. */
    public List<Double> transformOf(String device) {
        return transforms.getOrDefault(device, transform);
    }

    public long windowNs() {
        return window.toNanos();
    }

    public long horizonNs() {
        return horizon.toNanos();
    }

    private static void checkMatrix(String key, List<Double> matrix) {
        if (matrix.size() != CELLS || !matrix.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(key + " must be nine finite numbers, row by row: " + matrix);
        }
    }
}
