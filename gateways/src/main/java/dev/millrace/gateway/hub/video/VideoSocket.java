package dev.millrace.gateway.hub.video;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.millrace.gateway.ClientJson;
import dev.millrace.gateway.SocketHandler;
import dev.millrace.gateway.hub.device.CaptureTime;
import dev.millrace.gateway.hub.device.DeviceSession;
import dev.millrace.gateway.hub.device.MessageKind;
import dev.millrace.message.video.VideoPacket;
import dev.millrace.message.video.VideoPacket.Kind;
import dev.millrace.topic.Stamp;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** A producer of video on {@code /ws/video}: one binary message is one packet. Called by one thread at a time. */
final class VideoSocket implements SocketHandler {

    private static final long MICROSECOND_NS = 1_000;
    private static final int MOST_FIELDS = 32;
    private static final int LONGEST_VALUE = 256;
    private static final int LONGEST_TEXT = 64 << 10;

    private final StreamSession session;
    private final StreamDirectory directory;
    private final Hub hub;
    private final String principal;
    private final CaptureTime captureTime;
    private final LongSupplier clockNs;
    private final Map<String, String> description = new TreeMap<>();
    private final PacketReader packets = new PacketReader();
    private final LegacyRelay relay = new LegacyRelay();
    private final ParameterSets parameters = new ParameterSets();
    private final Map<String, MessageKind.Listener> listeners = new TreeMap<>();
    private long sequence;

    /** @param clockNs the platform's time in epoch nanoseconds */
    VideoSocket(
            StreamSession session,
            StreamDirectory directory,
            Hub hub,
            String principal,
            CaptureTime captureTime,
            LongSupplier clockNs) {
        this.session = session;
        this.directory = directory;
        this.hub = hub;
        this.principal = principal;
        this.captureTime = captureTime;
        this.clockNs = clockNs;
    }

    /** Has a device's texts of this kind heard. */
    VideoSocket answering(MessageKind kind, DeviceSession device) {
        var listener = kind.open(device);
        kind.types().forEach(type -> listeners.put(type, listener));
        return this;
    }

    /** What is known of the producer beforehand. */
    VideoSocket describe(String name, String value) {
        describe(description, name, value);
        return this;
    }

    @Override
    public CompletionStage<?> onText(String text) {
        if (text.length() > LONGEST_TEXT) {
            hub.meters().rejected("text-too-large");
            return DONE;
        }
        try {
            return onMessage(ClientJson.read(text), text);
        } catch (JsonProcessingException e) {
            hub.meters().rejected("bad-json");
            return DONE;
        }
    }

    private CompletionStage<?> onMessage(JsonNode message, String text) {
        var type = message.path("type").asText();
        if (type.equals("video_config")) configure(message);
        var listener = listeners.get(type);
        return listener == null ? DONE : listener.onMessage(message, text);
    }

    @Override
    public CompletionStage<?> onBinary(ByteBuffer message) {
        var bytes = new byte[message.remaining()];
        message.get(bytes);
        received(bytes.length);
        var wasLittleEndian = packets.isLittleEndian();
        var arrived = packets.read(bytes);
        if (packets.isLittleEndian() && !wasLittleEndian) hub.recognisedLittleEndian();
        if (arrived instanceof H264Packet packet) return relay(packet);
        if (arrived instanceof Arrived.Rejected rejected) hub.rejected(session.stream(), rejected, bytes);
        return DONE;
    }

    @Override
    public void onClose(int code, String reason) {
        if (packets.isLittleEndian()) hub.lostLittleEndian();
        hub.left(session.stream());
        Set.copyOf(listeners.values()).forEach(MessageKind.Listener::onClose);
        session.end(stamp().on(VideoPacket.newBuilder()).setKeyframeOffset(-1).setEndOfStream(true));
        if (!session.isSeeking()) directory.forget(session);
    }

    private CompletionStage<?> relay(H264Packet packet) {
        hub.meters().received(packet);
        if (session.seeks()) directory.open(session, Map.copyOf(description), principal);
        var picture = Picture.of(packet.bytes(), packet.dataOffset(), packet.dataBytes());
        if (picture.hasParameterSets()) {
            parameters.update(packet.bytes(), packet.dataOffset(), packet.dataBytes());
        }
        if (picture.startsPicture()) session.statistics().picture(System.nanoTime());
        return relay.message(packet)
                .<CompletionStage<?>>map(data -> {
                    hub.legacy().relayed(data.size());
                    if (packet.type().isConfiguration()) hub.configured(data);
                    return session.offer(message(packet, picture, data));
                })
                .orElse(DONE);
    }

    private void received(int bytes) {
        var nowNs = System.nanoTime();
        hub.all().received(bytes, nowNs);
        session.statistics().received(bytes, nowNs);
    }

    private VideoPacket.Builder message(H264Packet packet, Picture picture, ByteString data) {
        var message = captureTime
                .of(stamp(), packet.timestampUs(), MICROSECOND_NS)
                .on(VideoPacket.newBuilder())
                .setKind(isConfiguration(packet, picture) ? Kind.KIND_CONFIGURATION : Kind.KIND_FRAME)
                .setKeyframe(picture.isKeyframe())
                .setStartsPicture(picture.startsPicture())
                .setData(data)
                .setHeaderType(packet.type().code())
                .setHeaderFlags(packet.flags());
        return picture.isKeyframe() ? message.setConfiguration(parameters.all()) : message;
    }

    /** Where the NAL units do not tell, the sender is believed. */
    private static boolean isConfiguration(H264Packet packet, Picture picture) {
        return !picture.hasSlices()
                && (picture.hasParameterSets() || packet.type().isConfiguration());
    }

    private Stamp stamp() {
        return Stamp.received(clockNs.getAsLong())
                .session(session.id(), 0, sequence++)
                .principal(principal);
    }

    /** Only describes: what sends no packet takes no stream from another. */
    private void configure(JsonNode message) {
        var config = message.path("config").isObject() ? message.path("config") : message;
        config.properties().forEach(field -> {
            if (field.getValue().isValueNode())
                describe(field.getKey(), field.getValue().asText());
        });
        if (session.isOwner()) directory.open(session, Map.copyOf(description), principal);
    }

    private static void describe(Map<String, String> description, String name, String value) {
        if (description.size() >= MOST_FIELDS || name.length() > LONGEST_VALUE) return;
        description.put(name, value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value);
    }
}
