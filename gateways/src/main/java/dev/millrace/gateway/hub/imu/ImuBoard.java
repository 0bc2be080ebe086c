package dev.millrace.gateway.hub.imu;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.millrace.gateway.live.LiveRecord;
import dev.millrace.message.imu.ImuBatch;
import dev.millrace.topic.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** How the ordering of each device fares, by the totals that its newest records carry. Thread-safe. */
final class ImuBoard {

    private static final int MOST_DEVICES = 10_000;
    private static final Duration RATE_OVER = Duration.ofSeconds(5);

    private final Map<String, Row> rows = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Row> eldest) {
            return size() > MOST_DEVICES;
        }
    };

    /** A device's newest record, and how many samples had gone out when. */
    private static final class Row {

        private record Mark(Instant at, long emitted) {}

        private final Deque<Mark> marks = new ArrayDeque<>();
        private ImuBatch newest = ImuBatch.getDefaultInstance();
        private Instant at = Instant.EPOCH;

        void add(ImuBatch batch, Instant appended) {
            newest = batch;
            at = appended;
            var last = marks.peekLast();
            if (last == null || Duration.between(last.at, appended).toMillis() >= 100) {
                marks.add(new Mark(appended, batch.getEmitted()));
            }
            while (marks.size() > 1
                    && Duration.between(marks.getFirst().at, appended).compareTo(RATE_OVER) > 0) {
                marks.removeFirst();
            }
        }

        /** Samples per second; 0 for a device that is quiet. */
        double rate(Instant now) {
            var first = marks.peekFirst();
            if (first == null || Duration.between(at, now).compareTo(RATE_OVER) > 0) return 0;
            var span = Duration.between(first.at, at).toNanos() / 1e9;
            return span <= 0 ? 0 : (newest.getEmitted() - first.emitted) / span;
        }
    }

    void add(LiveRecord<ImuBatch> live) {
        synchronized (rows) {
            rows.computeIfAbsent(live.key(), absent -> new Row()).add(live.value(), live.appended());
        }
    }

    void clear() {
        synchronized (rows) {
            rows.clear();
        }
    }

    ArrayNode json(Instant now) {
        var json = JsonNodeFactory.instance.arrayNode();
        synchronized (rows) {
            new TreeMap<>(rows)
                    .forEach((device, row) -> json.addObject()
                            .put("device", Key.text(device))
                            .put("rate", Math.round(row.rate(now) * 10) / 10.0)
                            .put("received", row.newest.getReceived())
                            .put("emitted", row.newest.getEmitted())
                            .put("duplicates", row.newest.getDuplicates())
                            .put("late", row.newest.getLate())
                            .put("gaps", row.newest.getGaps())
                            .put("hurried", row.newest.getHurried())
                            .put("era", row.newest.getEra())
                            .put("clock", row.newest.getClock())
                            .put("newest_at", row.at.toString()));
        }
        return json;
    }
}
