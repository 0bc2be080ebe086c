package dev.millrace.topology.imu;

import java.util.Arrays;

/** The highest so many stamps that have been decided about, in order. Not thread-safe. */
final class Remembered {

    private final long[] stamps;
    private int size;

    Remembered(int most) {
        stamps = new long[most];
    }

    boolean contains(long stamp) {
        return Arrays.binarySearch(stamps, 0, size, stamp) >= 0;
    }

    /** The stamp must not be remembered yet. */
    void add(long stamp) {
        var found = Arrays.binarySearch(stamps, 0, size, stamp);
        var at = -found - 1;
        if (size < stamps.length) {
            System.arraycopy(stamps, at, stamps, at + 1, size - at);
            stamps[at] = stamp;
            size++;
        } else if (at > 0) {
            System.arraycopy(stamps, 1, stamps, 0, at - 1);
            stamps[at - 1] = stamp;
        }
    }

    void clear() {
        size = 0;
    }

    /** A copy, rising. */
    long[] all() {
        return Arrays.copyOf(stamps, size);
    }
}
