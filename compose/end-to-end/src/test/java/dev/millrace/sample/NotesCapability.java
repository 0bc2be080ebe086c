package dev.millrace.sample;

import dev.millrace.gateway.Capability;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.RouteLimits;
import dev.millrace.gateway.Routes;
import dev.millrace.gateway.SocketHandler;
import dev.millrace.gateway.SocketLimits;
import dev.millrace.gateway.SocketOpening;
import dev.millrace.gateway.live.Encoding;
import dev.millrace.gateway.live.Outboxes;
import dev.millrace.gateway.live.Overflow;
import dev.millrace.gateway.live.Payload;
import dev.millrace.gateway.live.Start;
import dev.millrace.gateway.live.Watch;
import dev.millrace.part.ByteSize;
import dev.millrace.sample.message.Note;
import dev.millrace.topic.Namespace;
import dev.millrace.topic.Stamp;
import dev.millrace.topic.Topic;
import io.javalin.http.Context;
import java.util.List;

/** Takes notes by {@code POST /notes/{place}} and shows them, numbered, on {@code /ws}. */
final class NotesCapability implements Capability {

    static final String NAME = "notes";

    private static final Encoding<Note> TEXT = live -> Payload.text(
            live.value().getNumber() + " " + live.key() + ": " + live.value().getText());

    private final Platform platform;
    private final Namespace namespace;
    private final Outboxes outboxes;

    NotesCapability(Platform platform) {
        this.platform = platform;
        this.namespace = platform.topics().namespace();
        this.outboxes = new Outboxes("notes/ws", Overflow.DROP_OLDEST, ByteSize.parse("64KiB"), platform.meters());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Topic<?>> topics() {
        return NoteTopics.all(namespace);
    }

    @Override
    public void mount(Routes routes) {
        routes.post("/{place}", RouteLimits.SMALL, this::take);
        routes.socket("/ws", SocketLimits.SMALL, this::show);
    }

    private void take(Context context) {
        var now = platform.clock().get();
        var stamp = Stamp.received(now.getEpochSecond() * 1_000_000_000L + now.getNano());
        var note = stamp.on(Note.newBuilder()).setText(context.body()).build();
        context.future(() -> platform.exact()
                .send(NoteTopics.taken(namespace), context.pathParam("place"), note)
                .thenAccept(place -> context.status(201)));
    }

    private SocketHandler show(SocketOpening opening) {
        var outbox = outboxes.open(opening.session());
        var watch = Watch.all(NoteTopics.numbered(namespace), Start.<Note>tail(20));
        var subscription = platform.seenEarly().subscribe(watch, live -> outbox.offer(live.encoded(TEXT)));
        return new SocketHandler() {
            @Override
            public void onClose(int code, String reason) {
                subscription.close();
                outbox.close();
            }
        };
    }
}
