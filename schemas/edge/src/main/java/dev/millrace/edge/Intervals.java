package dev.millrace.edge;

import java.util.Arrays;
import java.util.OptionalLong;

/** How far apart readings usually are: the median of the latest few. Not for use by several threads. */
final class Intervals {

    private static final int LATEST = 9;

    private final int[] latest = new int[LATEST];
    private final int assumed;
    private long count;
    private OptionalLong before = OptionalLong.empty();

    Intervals(int assumed) {
        this.assumed = assumed;
    }

    void next(long timeMs) {
        if (before.isPresent()) {
            var apart = timeMs - before.getAsLong();
            if (apart >= 0 && apart <= Integer.MAX_VALUE) latest[(int) (count++ % LATEST)] = (int) apart;
        }
        before = OptionalLong.of(timeMs);
    }

    int usual() {
        if (count == 0) return assumed;
        var sorted = Arrays.copyOf(latest, (int) Math.min(count, LATEST));
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
