package dev.millrace.gateway.analyst;

import java.util.Map;
import java.util.OptionalLong;

/**
 * How one topic stood at one moment.
 *
 * @param begin sum of the partitions' first offsets
 * @param end sum of the partitions' next offsets
 * @param bytes on the brokers' disks, replicas included; empty where they may not be seen
 * @param lags by consumer group
 */
record TopicLook(int partitions, long begin, long end, OptionalLong bytes, Map<String, Long> lags) {

    long records() {
        return Math.max(0, end - begin);
    }
}
