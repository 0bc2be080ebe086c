package dev.millrace.gpu.tracking;

import dev.millrace.gpu.decode.Looker.Looked;
import dev.millrace.gpu.decode.Looker.Place;
import dev.millrace.message.video.VideoPacket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Pictures that wait to be looked at, in order by stream; where too many of one do, the oldest is left out. The end of a
 * stream waits behind its pictures. Thread-safe.
 */
final class Waiting {

    private final int most;
    private final Map<String, Deque<Entry>> streams = new LinkedHashMap<>();
    private boolean isClosed;

    /** A picture, or the end of its stream. */
    sealed interface Entry {

        String stream();

        /** To be looked at. */
        record Picture(Looked looked, long sinceNs) implements Entry {
            @Override
            public String stream() {
                return looked.stream();
            }
        }

        /** Nothing follows. */
        record End(String stream, VideoPacket last, Place place) implements Entry {}
    }

    /** @param most pictures of one stream */
    Waiting(int most) {
        this.most = most;
    }

    /** How many pictures were left out for it. */
    synchronized int add(Entry entry) {
        if (isClosed) {
            free(entry);
            return 1;
        }
        var waiting = streams.computeIfAbsent(entry.stream(), stream -> new ArrayDeque<>());
        waiting.add(entry);
        var left = 0;
        while (waiting.stream().filter(Entry.Picture.class::isInstance).count() > most) {
            var oldest = waiting.stream()
                    .filter(Entry.Picture.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            waiting.remove(oldest);
            free(oldest);
            left++;
        }
        notifyAll();
        return left;
    }

    /** At most so many, one of a stream, those first that have not had their turn for longest; waits for the first. */
    synchronized List<Entry> take(int atMost) throws InterruptedException {
        while (!isClosed && streams.values().stream().allMatch(Deque::isEmpty)) wait();
        var taken = new ArrayList<Entry>();
        for (var stream : new ArrayList<>(streams.keySet())) {
            var waiting = streams.get(stream);
            if (taken.size() == atMost || waiting == null || waiting.isEmpty()) continue;
            taken.add(waiting.remove());
            streams.remove(stream);
            if (!waiting.isEmpty()) streams.put(stream, waiting);
        }
        return taken;
    }

    /** Leaves out what waits of other streams, and says how many pictures that were. */
    synchronized int keep(Predicate<String> streamsOf) {
        var left = 0;
        for (var stream : new HashSet<>(streams.keySet())) {
            if (streamsOf.test(stream)) continue;
            for (var entry : streams.getOrDefault(stream, new ArrayDeque<>())) {
                free(entry);
                left++;
            }
            streams.remove(stream);
        }
        return left;
    }

    synchronized void close() {
        isClosed = true;
        keep(Set.<String>of()::contains);
        notifyAll();
    }

    private static void free(Entry entry) {
        if (entry instanceof Entry.Picture picture) picture.looked().close();
    }
}
