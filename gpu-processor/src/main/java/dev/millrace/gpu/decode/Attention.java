package dev.millrace.gpu.decode;

import dev.millrace.gpu.demand.Demands;
import dev.millrace.gpu.demand.Wanted;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this worker looks at: the streams that are demanded and live on its partitions, each from its newest keyframe on.
 * A partition without any of them is not read. Thread-safe.
 */
final class Attention {

    private final Demands demands;
    private final KeyframeIndex index;
    private final PartitionControl control;
    private final DecodedStream.Means means;
    private final Map<String, DecodedStream> streams = new ConcurrentHashMap<>();
    private final Set<Integer> assigned = new HashSet<>();
    private final Set<Integer> read = new HashSet<>();
    private final Set<String> full = new HashSet<>();

    Attention(Demands demands, KeyframeIndex index, PartitionControl control, DecodedStream.Means means) {
        this.demands = demands;
        this.index = index;
        this.control = control;
        this.means = means;
    }

    Optional<DecodedStream> of(String stream) {
        return Optional.ofNullable(streams.get(stream));
    }

    synchronized void assigned(Collection<Integer> partitions) {
        assigned.addAll(partitions);
        review();
    }

    synchronized void revoked(Collection<Integer> partitions) {
        assigned.removeAll(partitions);
        read.removeAll(partitions);
        partitions.forEach(control::pause);
        review();
    }

    /** A stream has a newer keyframe. */
    synchronized void keyframe(String stream, Keyframe newest) {
        var known = streams.get(stream);
        if (known != null && known.partition() == newest.partition()) known.skipTo(newest);
        else if (assigned.contains(newest.partition())) review();
    }

    /** No more can be read for a stream for now; unless room was made, and said, while this was on its way. */
    synchronized void isFull(String stream) {
        if (of(stream).filter(DecodedStream::isFull).isPresent() && full.add(stream)) readWhatIsNeeded();
    }

    synchronized void hasRoom(String stream) {
        if (full.remove(stream)) readWhatIsNeeded();
    }

    /** Does what demands, keyframes and partitions now ask for. */
    synchronized void review() {
        var wanted = wanted();
        for (var stream : List.copyOf(streams.keySet())) {
            var known = streams.get(stream);
            if (known != null && !isStillOurs(stream, known, wanted)) end(stream, known);
        }
        wanted.forEach(this::attend);
        readWhatIsNeeded();
    }

    /** Whose pictures somebody wants to see, and how, or to look at. */
    private Map<String, Optional<Wanted>> wanted() {
        var wanted = new HashMap<String, Optional<Wanted>>();
        for (var stream : means.looker().streams()) wanted.put(stream, Optional.empty());
        demands.at(System.nanoTime()).forEach((stream, how) -> wanted.put(stream, Optional.of(how)));
        return wanted;
    }

    synchronized void close() {
        streams.values().forEach(DecodedStream::close);
        streams.clear();
        full.clear();
    }

    Collection<DecodedStream> streams() {
        return List.copyOf(streams.values());
    }

    synchronized Set<Integer> partitions() {
        return Set.copyOf(assigned);
    }

    private boolean isStillOurs(String stream, DecodedStream known, Map<String, Optional<Wanted>> wanted) {
        return wanted.containsKey(stream)
                && assigned.contains(known.partition())
                && index.newest(stream)
                        .filter(newest -> newest.partition() != known.partition())
                        .isEmpty();
    }

    private void end(String stream, DecodedStream known) {
        streams.remove(stream);
        full.remove(stream);
        known.close();
    }

    private void attend(String stream, Optional<Wanted> wanted) {
        var known = streams.get(stream);
        if (known != null) known.wants(wanted);
        else {
            index.newest(stream)
                    .filter(newest -> assigned.contains(newest.partition()))
                    .ifPresent(newest -> begin(stream, newest, wanted));
        }
    }

    private void begin(String stream, Keyframe newest, Optional<Wanted> wanted) {
        var partition = newest.partition();
        var isRead = streams.values().stream().anyMatch(other -> other.partition() == partition);
        streams.put(stream, new DecodedStream(stream, newest, wanted, means, () -> hasRoom(stream)));
        if (isRead) control.goBackTo(partition, newest.offset());
        else control.goTo(partition, newest.offset());
    }

    private void readWhatIsNeeded() {
        var needed = new HashSet<Integer>();
        for (var each : streams.values()) needed.add(each.partition());
        for (var stream : full) of(stream).ifPresent(each -> needed.remove(each.partition()));
        for (var partition : assigned) {
            if (needed.contains(partition) && read.add(partition)) control.resume(partition);
            else if (!needed.contains(partition) && read.remove(partition)) control.pause(partition);
        }
    }
}
