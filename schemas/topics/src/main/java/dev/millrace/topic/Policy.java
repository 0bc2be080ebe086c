package dev.millrace.topic;

import java.time.Duration;
import java.util.Map;

/** How long the records of a topic are kept. */
public sealed interface Policy {

    /** As configuration of the broker's topic. */
    Map<String, String> configuration();

    /**
     * Deleted once older than {@code age}, or once a partition is larger than {@code bytes}.
     *
     * @param bytes -1 for no limit
     */
    record Keep(Duration age, long bytes) implements Policy {

        public static Keep of(Duration age) {
            return new Keep(age, -1);
        }

        @Override
        public Map<String, String> configuration() {
            return Map.of(
                    "cleanup.policy", "delete",
                    "retention.ms", Long.toString(age.toMillis()),
                    "retention.bytes", Long.toString(bytes),
                    "segment.ms", Long.toString(Math.max(Duration.ofMinutes(10).toMillis(), age.toMillis() / 10)));
        }
    }

    /** The newest record of each key is kept; a deleted key is gone from the log within {@code erasure}. */
    record Compact(Duration erasure) implements Policy {
        @Override
        public Map<String, String> configuration() {
            return Map.of(
                    "cleanup.policy", "compact",
                    "max.compaction.lag.ms", Long.toString(erasure.toMillis()),
                    "segment.ms", Long.toString(erasure.toMillis()),
                    "min.cleanable.dirty.ratio", "0.1",
                    "delete.retention.ms", Long.toString(Duration.ofDays(1).toMillis()));
        }
    }
}
