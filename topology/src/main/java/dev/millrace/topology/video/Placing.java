package dev.millrace.topology.video;

import dev.millrace.message.video.VideoEvent;
import dev.millrace.message.video.VideoStream;
import dev.millrace.topic.Topics;
import dev.millrace.topology.Rejected;
import dev.millrace.topology.StepContext;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueStore;

/** Places each opened stream, and notes each closed one. It is one task, because it weighs all streams. */
final class Placing implements BiConsumer<String, VideoEvent> {

    static final String STREAMS = "streams";

    /** What a stream says of itself is kept for good, in memory and in every view. */
    private static final int LARGEST_EVENT = 16 << 10;

    private final Topics topics;
    private final StepContext step;
    private final KeyValueStore<String, VideoStream> streams;
    private final Placer placer;

    Placing(Topics topics, int partitions, StepContext step) {
        this.topics = topics;
        this.step = step;
        this.streams = step.store(STREAMS);
        this.placer = new Placer(partitions);
        try (var known = streams.all()) {
            known.forEachRemaining(entry -> placer.restore(Streams.read(entry.value)));
        }
    }

    @Override
    public void accept(String stream, VideoEvent event) {
        if (event.getSerializedSize() > LARGEST_EVENT) {
            step.reject(new Rejected("too-large", "an event has at most " + LARGEST_EVENT + " bytes"));
            return;
        }
        var before = Optional.ofNullable(streams.get(stream)).map(Streams::read);
        if (event.getType() == VideoEvent.Type.TYPE_OPENED) {
            keep(stream, placer.opened(before, Streams.opening(event)));
        } else if (event.getType() == VideoEvent.Type.TYPE_CLOSED) {
            placer.closed(before, event.getSessionEpoch()).ifPresent(closed -> keep(stream, closed));
        } else {
            step.reject(new Rejected("unknown-type", "neither opened nor closed: " + event.getType()));
        }
    }

    private void keep(String stream, Placement placement) {
        var state = Streams.write(step.derivedStamp(), placement);
        streams.put(stream, state);
        step.emit(topics.videoStreams(), state);
    }
}
