package dev.millrace.edge;

import java.util.List;
import java.util.Map;

/**
 * What a delta says about the signals of its keyframe.
 *
 * @param changed bit i for signal i, the bit after the last signal for the time
 * @param residuals one for each of these bits, from the lowest
 * @param raws values by signal
 * @param absent bit i for signal i
 */
record Changes(long changed, List<Long> residuals, Map<Integer, Double> raws, long absent) {

    static final Changes NONE = new Changes(0, List.of(), Map.of(), 0);

    Changes {
        residuals = List.copyOf(residuals);
        raws = Map.copyOf(raws);
    }

    boolean isChanged(int bit) {
        return (changed >>> bit & 1) != 0;
    }

    boolean isAbsent(int signal) {
        return (absent >>> signal & 1) != 0;
    }

    /** 0 for a bit that is not set. */
    long residual(int bit) {
        return isChanged(bit) ? residuals.get(Long.bitCount(changed & (1L << bit) - 1)) : 0;
    }

    /** Whether it speaks of no signal that there is not, among so many. */
    boolean fits(int signals) {
        return changed >>> signals + 1 == 0
                && absent >>> signals == 0
                && raws.keySet().stream().allMatch(signal -> signal < signals);
    }
}
