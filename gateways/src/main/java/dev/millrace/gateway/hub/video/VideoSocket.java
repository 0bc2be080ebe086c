package dev.millrace.gateway.hub.video;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import dev.millrace.gateway.SocketHandler;
import dev.millrace.message.video.VideoPacket;
import dev.millrace.message.video.VideoPacket.Kind;
import dev.millrace.topic.Stamp;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** A producer of video on {@code /ws/video}: one binary message is one packet. Called by one thread at a time. */
final class VideoSocket implements SocketHandler {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MICROSECOND_NS = 1_000;
    private static final int MOST_FIELDS = 32;
    private static final int LONGEST_VALUE = 256;

    private final StreamSession session;
    private final StreamDirectory directory;
    private final Hub hub;
    private final String principal;
    private final LongSupplier clockNs;
    private final Map<String, String> description = new TreeMap<>();
    private final PacketReader packets = new PacketReader();
    private final LegacyRelay relay = new LegacyRelay();
    private final ParameterSets parameters = new ParameterSets();
    private boolean isOpened;
    private long sequence;

    /** @param clockNs the platform's time in epoch nanoseconds */
    VideoSocket(StreamSession session, StreamDirectory directory, Hub hub, String principal, LongSupplier clockNs) {
        this.session = session;
        this.directory = directory;
        this.hub = hub;
        this.principal = principal;
        this.clockNs = clockNs;
    }

    /** What is known of the producer beforehand. */
    VideoSocket describe(String name, String value) {
        describe(description, name, value);
        return this;
    }

    @Override
    public CompletionStage<?> onText(String text) {
        try {
            var message = JSON.readTree(text);
            if (message != null && message.path("type").asText().equals("video_config")) configure(message);
        } catch (JsonProcessingException e) {
            hub.meters().rejected("bad-json");
        }
        return DONE;
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
        if (!isOpened) return;
        session.end(stamp(0).on(VideoPacket.newBuilder()).setKeyframeOffset(-1).setEndOfStream(true));
        if (session.isPlaced()) directory.forget(session);
    }

    private CompletionStage<?> relay(H264Packet packet) {
        hub.meters().received(packet);
        open();
        var picture = Picture.of(packet.bytes(), packet.dataOffset(), packet.dataBytes());
        if (picture.hasParameterSets()) {
            parameters.update(packet.bytes(), packet.dataOffset(), packet.dataBytes());
            hub.configured(parameters.all());
        }
        if (picture.startsPicture()) session.statistics().picture(System.nanoTime());
        return relay.message(packet)
                .<CompletionStage<?>>map(data -> {
                    hub.legacy().relayed(data.size());
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
        var message = stamp(packet.timestampUs())
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

    private Stamp stamp(long timestampUs) {
        return Stamp.received(clockNs.getAsLong())
                .deviceTime(timestampUs, MICROSECOND_NS, "")
                .session(session.id(), 0, sequence++)
                .principal(principal);
    }

    private void configure(JsonNode message) {
        var config = message.path("config").isObject() ? message.path("config") : message;
        config.properties().forEach(field -> {
            if (field.getValue().isValueNode())
                describe(field.getKey(), field.getValue().asText());
        });
        open();
    }

    /** With the first message, so that a socket that says nothing takes no stream from another. */
    private void open() {
        if (isOpened) return;
        isOpened = true;
        directory.open(session, Map.copyOf(description), principal);
    }

    private static void describe(Map<String, String> description, String name, String value) {
        if (description.size() >= MOST_FIELDS || name.length() > LONGEST_VALUE) return;
        description.put(name, value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value);
    }
}
