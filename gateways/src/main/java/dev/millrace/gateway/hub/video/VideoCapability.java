package dev.millrace.gateway.hub.video;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.gateway.Capability;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.RouteLimits;
import dev.millrace.gateway.Routes;
import dev.millrace.gateway.SocketHandler;
import dev.millrace.gateway.SocketLimits;
import dev.millrace.gateway.SocketOpening;
import dev.millrace.gateway.hub.device.CaptureTime;
import dev.millrace.gateway.hub.device.DeviceSession;
import dev.millrace.gateway.hub.device.DeviceStates;
import dev.millrace.gateway.hub.device.MessageKind;
import dev.millrace.gateway.hub.device.PacketLane;
import dev.millrace.gateway.hub.device.Presence;
import dev.millrace.gateway.live.Outboxes;
import dev.millrace.gateway.live.Overflow;
import dev.millrace.part.ByteSize;
import dev.millrace.part.Health;
import dev.millrace.part.Metrics;
import dev.millrace.topic.Key;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
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
    private final Presence presence;
    private final DeviceStates devices;
    private final CaptureTime.Source captureTimes;
    private final MessageKind answers;

    /** @param answers what devices say to being asked for their time */
    public VideoCapability(
            Platform platform,
            VideoSettings settings,
            Presence presence,
            DeviceStates devices,
            CaptureTime.Source captureTimes,
            MessageKind answers) {
        this.platform = platform;
        this.presence = presence;
        this.devices = devices;
        this.captureTimes = captureTimes;
        this.answers = answers;
        this.directory = new StreamDirectory(platform, settings.silence());
        this.outboxes = new Outboxes("hub/ws/video/consume", Overflow.DROP_TO_KEYFRAME, OUTBOX, platform.meters());
        this.hub = new Hub(platform, outboxes);
        this.pages = new HubPages(hub);
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
        routes.get("/metrics", RouteLimits.SMALL, this::metrics);
        routes.get(
                "/api/streams",
                RouteLimits.SMALL,
                context -> answer(context, pages.streams(directory.all(), devices.sendingPictures())));
        routes.socket("/ws/video", SocketLimits.MEDIA.legacyMessage(), this::openProducer);
        routes.socket("/ws/video/consume", SocketLimits.SMALL.legacyMessage(), this::openViewer);
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

    /** Where devices' packets go that come by another socket than a producer's. */
    public PacketLane packets() {
        return new PacketLane() {
            @Override
            public boolean fits(byte[] message) {
                return PacketReader.fits(message);
            }

            @Override
            public SocketHandler open(DeviceSession session) {
                return producer(session.device(), session.principal(), Map.of("device", session.device()));
            }
        };
    }

    private SocketHandler openProducer(SocketOpening opening) {
        return stream(opening).map(stream -> producer(opening, stream)).orElseGet(() -> refuse(opening));
    }

    private SocketHandler producer(SocketOpening opening, String stream) {
        var description =
                opening.query("device").map(device -> Map.of("device", device)).orElse(Map.of());
        var producer = producer(stream, opening.principal(), description);
        if (!isDevice(opening)) return producer;
        return DeviceSession.of(opening, DeviceSession.Channel.VIDEO)
                .map(session -> presence.attend(session, opening, producer.answering(answers, session)))
                .orElse(producer);
    }

    /** One that names only its stream is a camera, with nobody to hear commands; one that names nothing is a legacy phone. */
    private static boolean isDevice(SocketOpening opening) {
        return opening.query("device").isPresent() || opening.query("stream").isEmpty();
    }

    private VideoSocket producer(String stream, String principal, Map<String, String> description) {
        var session =
                new StreamSession(stream, UUID.randomUUID().toString(), directory, hub.meters(), hub.produced(stream));
        var socket = new VideoSocket(
                session,
                directory,
                hub,
                principal,
                captureTimes.open(description.getOrDefault("device", stream)),
                () -> StreamDirectory.nanos(platform.clock().get()));
        description.forEach(socket::describe);
        return socket;
    }

    private SocketHandler openViewer(SocketOpening opening) {
        return stream(opening).map(stream -> viewer(opening, stream)).orElseGet(() -> refuse(opening));
    }

    private SocketHandler viewer(SocketOpening opening, String stream) {
        var form = opening.query("packets").equals(Optional.of("header")) ? PacketForm.WITH_HEADER : PacketForm.BARE;
        var viewer =
                new Viewer(stream, outboxes.open(opening.session()), form, hub, platform.fastLane(), platform.topics());
        hub.joined(viewer);
        viewer.watch(directory);
        return viewer;
    }

    /** A device that names no stream has its own; who names neither has the one of legacy clients. */
    private static Optional<String> stream(SocketOpening opening) {
        return Key.of(opening.query("stream").or(() -> opening.query("device")).orElse(DEFAULT_STREAM));
    }

    private static SocketHandler refuse(SocketOpening opening) {
        opening.session().close(POLICY_VIOLATION, "a stream's name has 1 to 128 characters", Callback.NOOP);
        return new SocketHandler() {};
    }

    private void metrics(Context context) {
        context.contentType("text/plain; version=0.0.4; charset=utf-8")
                .result(Metrics.scrape(platform.meters()) + hub.legacy().createdText());
    }

    private static void answer(Context context, JsonNode json) {
        context.contentType("application/json").result(json.toString());
    }
}
