package dev.millrace.gateway.hub.device;

import dev.millrace.gateway.Capability;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.RouteLimits;
import dev.millrace.gateway.Routes;
import dev.millrace.gateway.SocketHandler;
import dev.millrace.gateway.SocketLimits;
import dev.millrace.gateway.SocketOpening;
import dev.millrace.part.Health;
import io.javalin.http.Context;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.eclipse.jetty.websocket.api.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Phones on {@code /ws/phone}, and who of all devices is there. */
public final class DeviceCapability implements Capability {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceCapability.class);
    private static final int POLICY_VIOLATION = 1008;

    /** Texts may be whole files. Less is in flight, so that a phone of many small messages holds little memory. */
    private static final SocketLimits LIMITS =
            SocketLimits.MEDIA.legacyMessage().inFlight(2 << 20);

    private final Platform platform;
    private final Presence presence;
    private final PacketLane packets;
    private final List<MessageKind> kinds;
    private final Frames frames;
    private final RejectedMessages rejected;
    private final DeviceStates states;

    /**
     * @param packets where phones' H.264 packets go
     * @param kinds of text messages that others take
     */
    public DeviceCapability(
            Platform platform,
            Presence presence,
            DeviceStates states,
            PacketLane packets,
            CaptureTime.Source captureTimes,
            RejectedMessages rejected,
            List<MessageKind> kinds) {
        this.platform = platform;
        this.presence = presence;
        this.states = states;
        this.packets = packets;
        this.rejected = rejected;
        this.frames = new Frames(platform, presence, captureTimes);
        this.kinds = Stream.concat(
                        Stream.of(new Reports(presence, rejected), new AnalysisModes(platform, rejected)),
                        kinds.stream())
                .toList();
    }

    @Override
    public String name() {
        return "devices";
    }

    @Override
    public void mount(Routes routes) {
        routes.get("/api/devices", RouteLimits.SMALL, this::devices);
        routes.socket("/ws/phone", LIMITS, this::open);
    }

    @Override
    public void start() {
        var topics = platform.topics();
        try {
            platform.fast().prepare(List.of(topics.videoFrames()));
            platform.exact().prepare(List.of(topics.deviceEvents(), topics.analysisModes(), topics.deadLetters()));
        } catch (KafkaException e) {
            LOG.atWarn().addKeyValue("cause", e.toString()).log("the first messages will wait for their topics");
        }
        states.start();
        presence.start();
    }

    @Override
    public Health health() {
        return states.health();
    }

    @Override
    public void stop() {
        presence.stop();
        states.stop();
    }

    private SocketHandler open(SocketOpening opening) {
        return DeviceSession.of(opening, DeviceSession.Channel.PHONE)
                .map(session ->
                        presence.attend(session, opening, new PhoneSocket(session, kinds, frames, packets, rejected)))
                .orElseGet(() -> refuse(opening));
    }

    private static SocketHandler refuse(SocketOpening opening) {
        opening.session()
                .close(POLICY_VIOLATION, "a device's name has 1 to 128 characters, and is not all", Callback.NOOP);
        return new SocketHandler() {};
    }

    private void devices(Context context) {
        var nowNs = RejectedMessages.nanos(platform.clock().get());
        context.contentType("application/json")
                .result(DevicePages.devices(states.all(), nowNs).toString());
    }
}
