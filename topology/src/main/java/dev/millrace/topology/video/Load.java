package dev.millrace.topology.video;

/** How many streams are open on each partition. Not thread-safe. */
final class Load {

    private final int[] open;

    Load(int partitions) {
        open = new int[partitions];
    }

    /** The partition with the fewest open streams, the lowest of several. */
    int leastPartition() {
        var least = 0;
        for (var partition = 1; partition < open.length; partition++) {
            if (open[partition] < open[least]) least = partition;
        }
        return least;
    }

    /** Counts a stream that was in one state and is in another. */
    void moved(int partition, boolean wasOpen, boolean isOpen) {
        open[partition] += (isOpen ? 1 : 0) - (wasOpen ? 1 : 0);
    }
}
