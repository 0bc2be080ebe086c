package dev.millrace.sample;

import dev.millrace.sample.message.Note;
import dev.millrace.topic.Namespace;
import dev.millrace.topic.Partitions.Spread;
import dev.millrace.topic.Policy;
import dev.millrace.topic.Topic;
import java.time.Duration;
import java.util.List;

/** The sample's own topics. */
final class NoteTopics {

    private NoteTopics() {}

    static Topic<Note> taken(Namespace namespace) {
        return topic(namespace, "notes.taken", "notes as they came in");
    }

    static Topic<Note> numbered(Namespace namespace) {
        return topic(namespace, "notes.numbered", "the same, counted for each place");
    }

    static List<Topic<?>> all(Namespace namespace) {
        return List.of(taken(namespace), numbered(namespace));
    }

    private static Topic<Note> topic(Namespace namespace, String name, String carries) {
        var kept = Policy.Keep.of(Duration.ofDays(1));
        return new Topic<>(namespace, name, "place", Note.getDefaultInstance(), Spread.TINY, kept, carries);
    }
}
