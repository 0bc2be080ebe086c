package dev.millrace.topology.video;

import java.util.Optional;

/**
 * Decides where streams go: a new one to the partition with the fewest open streams, the lowest of several. Not
 * thread-safe.
 */
final class Placer {

    private final int[] open;

    Placer(int partitions) {
        open = new int[partitions];
    }

    /** Takes up a decision that was made before. */
    void restore(Placement known) {
        if (known.isOpen()) open[known.partition()]++;
    }

    Placement opened(Optional<Placement> before, Placement.Opening opening) {
        var after = before.map(known -> known.reopened(opening))
                .orElseGet(() -> Placement.first(leastPartition(), opening));
        if (!before.map(Placement::isOpen).orElse(false)) open[after.partition()]++;
        return after;
    }

    /** The stream closed; empty when it is not open, or another epoch of it is. */
    Optional<Placement> closed(Optional<Placement> before, long epoch) {
        var after = before.flatMap(known -> known.closed(epoch));
        after.ifPresent(closed -> open[closed.partition()]--);
        return after;
    }

    private int leastPartition() {
        var least = 0;
        for (var partition = 1; partition < open.length; partition++) {
            if (open[partition] < open[least]) least = partition;
        }
        return least;
    }
}
