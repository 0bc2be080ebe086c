package dev.millrace.gateway.hub.recording;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * A stream's pictures in a span of time, one after the other: from the keyframe at or before its beginning, or the first
 * one in it. Holds what was read at once, a few megabytes. For one thread at a time.
 */
final class Recording {

    private final PacketLog log;
    private final RecordingRequest request;
    private final long end;
    private final Queue<PacketLog.Kept> read = new ArrayDeque<>();
    private final Samples samples = new Samples();
    private boolean isOver;

    private Recording(PacketLog log, RecordingRequest request, long end) {
        this.log = log;
        this.request = request;
        this.end = end;
    }

    static Recording open(PacketLog log, RecordingRequest request) {
        var end = log.at(request.to());
        var first = log.at(request.from());
        var recording = new Recording(log, request, end);
        // What leads up to a span in which nothing is, is nothing of it.
        if (first >= end) recording.isOver = true;
        else log.goTo(start(log, request, first));
        return recording;
    }

    /** What the index says is believed only where the log has it still. */
    private static long start(PacketLog log, RecordingRequest request, long first) {
        var oldest = log.begin();
        return log.keyframeBefore(request.stream(), request.from())
                .filter(offset -> offset >= oldest && offset <= first)
                .orElse(first);
    }

    /** The next picture; empty when there are no more. */
    Optional<Sample> next() {
        while (!isOver) {
            if (read.isEmpty()) {
                if (log.position() >= end) {
                    isOver = true;
                    return samples.finish();
                }
                read.addAll(log.next(request.stream()));
            }
            while (!read.isEmpty()) {
                var kept = read.remove();
                if (kept.offset() >= end) continue;
                var complete = samples.add(kept.packet());
                if (complete.isPresent()) return complete;
            }
        }
        return Optional.empty();
    }

    /** All of it, its first picture known already. */
    void writeTo(RecordingWriter writer, Sample first) throws IOException {
        writer.write(first);
        for (var sample = next(); sample.isPresent(); sample = next()) writer.write(sample.get());
        writer.finish();
    }
}
