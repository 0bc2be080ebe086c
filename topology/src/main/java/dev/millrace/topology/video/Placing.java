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

    private final Topics topics;
    private final StepContext step;
    private final KeyValueStore<String, VideoStream> streams;
    private final Load load;

    Placing(Topics topics, int partitions, StepContext step) {
        this.topics = topics;
        this.step = step;
        this.streams = step.store(STREAMS);
        this.load = new Load(partitions);
        try (var known = streams.all()) {
            known.forEachRemaining(entry -> load.moved(entry.value.getPartition(), false, entry.value.getOpen()));
        }
    }

    @Override
    public void accept(String stream, VideoEvent event) {
        var before = Optional.ofNullable(streams.get(stream)).map(Streams::read);
        if (event.getType() == VideoEvent.Type.TYPE_OPENED) {
            var opening = Streams.opening(event);
            decide(
                    stream,
                    before,
                    before.map(known -> known.reopened(opening))
                            .orElseGet(() -> Placement.first(load.leastPartition(), opening)));
        } else if (event.getType() == VideoEvent.Type.TYPE_CLOSED) {
            before.flatMap(known -> known.closed(event.getSessionEpoch()))
                    .ifPresent(closed -> decide(stream, before, closed));
        } else {
            step.reject(new Rejected("unknown-type", "neither opened nor closed: " + event.getType()));
        }
    }

    private void decide(String stream, Optional<Placement> before, Placement after) {
        var state = Streams.write(step.derivedStamp(), after);
        streams.put(stream, state);
        load.moved(after.partition(), before.map(Placement::isOpen).orElse(false), after.isOpen());
        step.emit(topics.videoStreams(), state);
    }
}
