package dev.millrace.gpu.decode;

import dev.millrace.message.video.VideoKeyframe;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where each stream's newest keyframe is, of as many streams as had one last. Thread-safe. */
final class KeyframeIndex {

    private final Map<String, Keyframe> newest;

    KeyframeIndex(int most) {
        this.newest = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Keyframe> eldest) {
                return size() > most;
            }
        };
    }

    /** The newest now; empty when this entry is older than what is known. */
    synchronized Optional<Keyframe> take(String stream, int partition, VideoKeyframe entry) {
        var found = new Keyframe(partition, entry.getOffset(), entry.getSessionEpoch());
        var known = newest.get(stream);
        var isOlder = known != null
                && (found.epoch() < known.epoch()
                        || found.epoch() == known.epoch()
                                && found.partition() == known.partition()
                                && found.offset() <= known.offset());
        if (isOlder) return Optional.empty();
        newest.put(stream, found);
        return Optional.of(found);
    }

    synchronized Optional<Keyframe> newest(String stream) {
        return Optional.ofNullable(newest.get(stream));
    }
}
