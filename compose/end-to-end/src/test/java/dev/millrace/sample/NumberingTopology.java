package dev.millrace.sample;

import dev.millrace.sample.message.Note;
import dev.millrace.topic.Namespace;
import dev.millrace.topic.Topic;
import dev.millrace.topology.StepContext;
import dev.millrace.topology.TopologyContext;
import dev.millrace.topology.TopologyDefinition;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.Topology;

/** Counts the notes of each place: notes.taken → notes.numbered. */
public final class NumberingTopology implements TopologyDefinition {

    private static final String LATEST = "latest-notes";

    @Override
    public String name() {
        return "notes-numbering";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Topic<?>> topics(Namespace namespace) {
        return NoteTopics.all(namespace);
    }

    @Override
    public Topology build(TopologyContext context) {
        var namespace = context.topics().namespace();
        var numbered = NoteTopics.numbered(namespace);
        return context.step("number", NoteTopics.taken(namespace), step -> numbering(step, numbered))
                .keeps(LATEST, numbered)
                .writes(numbered)
                .topology();
    }

    private static BiConsumer<String, Note> numbering(StepContext step, Topic<Note> numbered) {
        var latest = step.<Note>store(LATEST);
        return (place, note) -> {
            var before = Optional.ofNullable(latest.get(place)).map(Note::getNumber);
            var next = step.derivedStamp()
                    .on(Note.newBuilder())
                    .setText(note.getText())
                    .setNumber(before.orElse(0L) + 1)
                    .build();
            latest.put(place, next);
            step.emit(numbered, next);
        };
    }
}
