package dev.millrace.gateway.hub.video;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.gateway.Capability;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.RouteLimits;
import dev.millrace.gateway.Routes;
import dev.millrace.gateway.SocketHandler;
import dev.millrace.gateway.SocketLimits;
import dev.millrace.gateway.SocketOpening;
import dev.millrace.gateway.live.Outboxes;
import dev.millrace.gateway.live.Overflow;
import dev.millrace.part.ByteSize;
import dev.millrace.part.Health;
import dev.millrace.topic.Key;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.eclipse.jetty.websocket.api.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Video: producers on {@code /ws/video}, its consumers on {@code /ws/video/consume}, many streams at once. */
public final class VideoCapability implements Capability {

    private static final Logger LOG = LoggerFactory.getLogger(VideoCapability.class);
    private static final String DEFAULT_STREAM = "default";
    private static final int POLICY_VIOLATION = 1008;
    private static final ByteSize OUTBOX = ByteSize.parse("8MiB");

    private final Platform platform;
    private final StreamDirectory directory;
    private final Hub hub;
    private final HubPages pages;
    private final Outboxes outboxes;

    public VideoCapability(Platform platform) {
        this.platform = platform;
        this.directory = new StreamDirectory(platform);
        this.hub = new Hub(new HubMeters(platform.meters()), new RejectedPackets(platform));
        this.pages = new HubPages(hub);
        this.outboxes = new Outboxes("hub/ws/video/consume", Overflow.DROP_TO_KEYFRAME, OUTBOX, platform.meters());
    }

    /** The streams that there are, for other rooms. */
    public Streams streams() {
        return directory;
    }

    @Override
    public String name() {
        return "video";
    }

    @Override
    public void mount(Routes routes) {
        routes.get("/health/video", RouteLimits.SMALL, context -> answer(context, pages.videoHealth()));
        routes.get("/video/status", RouteLimits.SMALL, context -> answer(context, pages.videoStatus()));
        routes.get("/api/streams", RouteLimits.SMALL, context -> answer(context, pages.streams(directory.all())));
        routes.socket("/ws/video", SocketLimits.MEDIA, this::openProducer);
        routes.socket("/ws/video/consume", SocketLimits.SMALL, this::openViewer);
    }

    @Override
    public void start() {
        var topics = platform.topics();
        try {
            platform.fast().prepare(List.of(topics.videoPackets(), topics.videoKeyframes()));
            platform.exact().prepare(List.of(topics.videoEvents(), topics.deadLetters()));
        } catch (KafkaException e) {
            LOG.atWarn().addKeyValue("cause", e.toString()).log("the first packets will wait for their topics");
        }
        directory.start();
    }

    @Override
    public Health health() {
        return directory.health();
    }

    @Override
    public void stop() {
        directory.stop();
    }

    private SocketHandler openProducer(SocketOpening opening) {
        return stream(opening).map(stream -> producer(opening, stream)).orElseGet(() -> refuse(opening));
    }

    private SocketHandler producer(SocketOpening opening, String stream) {
        var session = new StreamSession(stream, UUID.randomUUID().toString(), directory, hub.meters());
        var socket = new VideoSocket(
                session,
                directory,
                hub,
                opening.principal(),
                () -> StreamDirectory.nanos(platform.clock().get()));
        opening.query("device").ifPresent(device -> socket.describe("device", device));
        return socket;
    }

    private SocketHandler openViewer(SocketOpening opening) {
        return stream(opening).map(stream -> viewer(opening, stream)).orElseGet(() -> refuse(opening));
    }

    private SocketHandler viewer(SocketOpening opening, String stream) {
        var form = opening.query("packets").equals(Optional.of("header")) ? PacketForm.WITH_HEADER : PacketForm.BARE;
        var viewer = new Viewer(
                stream,
                outboxes.open(opening.session()).reporting(opening::dropped),
                form,
                hub,
                platform.fastLane(),
                platform.topics());
        hub.joined(viewer);
        viewer.watch(directory);
        return viewer;
    }

    private static Optional<String> stream(SocketOpening opening) {
        return Key.of(opening.query("stream").orElse(DEFAULT_STREAM));
    }

    private static SocketHandler refuse(SocketOpening opening) {
        opening.session().close(POLICY_VIOLATION, "a stream's name has 1 to 128 characters", Callback.NOOP);
        return new SocketHandler() {};
    }

    private static void answer(Context context, JsonNode json) {
        context.contentType("application/json").result(json.toString());
    }
}
