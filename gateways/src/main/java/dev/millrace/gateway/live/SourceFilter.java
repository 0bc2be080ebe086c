package dev.millrace.gateway.live;

import dev.millrace.topic.Stamp;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Passes each input's record once, where a transaction was aborted and its records were written again; not
 * thread-safe.
 *
 * <p>Inputs of one partition are processed in their order, so a record whose newest source has been seen, or a later
 * one of the same input partition, is a rewrite. Remembers the {@value #MOST} input partitions that were active last.
 */
final class SourceFilter {

    private static final int MOST = 1024;

    private record Input(String topic, int partition) {}

    private final Map<Input, Long> newest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Input, Long> eldest) {
            return size() > MOST;
        }
    };

    /** Whether to pass a record with this head; one without a source is always passed. */
    boolean admits(Stamp stamp) {
        if (stamp.source().isEmpty()) return true;
        var isNew = false;
        for (var range : stamp.source()) {
            var input = new Input(range.topic(), range.partition());
            var known = newest.get(input);
            if (known != null && range.lastOffset() <= known) continue;
            newest.put(input, range.lastOffset());
            isNew = true;
        }
        return isNew;
    }
}
