package dev.millrace.gateway.hub.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.gateway.ClientJson;
import dev.millrace.gateway.SocketHandler;
import dev.millrace.topic.RecordLimits;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A phone on {@code /ws/phone}: JSON texts by their type, pictures and packets as binary messages. Nothing is answered,
 * and nothing that it sends ends the socket. Called by one thread at a time.
 */
final class PhoneSocket implements SocketHandler {

    private final DeviceSession session;
    private final Frames.Film film;
    private final PacketLane packets;
    private final RejectedMessages rejected;
    private final Map<String, MessageKind.Listener> byType = new HashMap<>();
    private final List<MessageKind.Listener> listeners = new ArrayList<>();
    private @Nullable SocketHandler producer;

    PhoneSocket(
            DeviceSession session,
            List<MessageKind> kinds,
            Frames frames,
            PacketLane packets,
            RejectedMessages rejected) {
        this.session = session;
        this.film = frames.open(session);
        this.packets = packets;
        this.rejected = rejected;
        for (var kind : kinds) {
            var listener = kind.open(session);
            listeners.add(listener);
            kind.types().forEach(type -> byType.put(type, listener));
        }
    }

    @Override
    public CompletionStage<?> onText(String text) {
        JsonNode message;
        try {
            message = ClientJson.read(text);
        } catch (JsonProcessingException e) {
            return reject("bad-json", text);
        }
        if (!message.isObject()) return reject("not-an-object", text);
        var listener = byType.get(message.path("type").asText());
        return listener == null ? reject("unknown-type", text) : listener.onMessage(message, text);
    }

    @Override
    public CompletionStage<?> onBinary(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        if (bytes.length > RecordLimits.INLINE_BYTES) return reject("too-large", bytes);
        var message = PhoneMessage.of(bytes, packets);
        if (message instanceof PhoneMessage.Frame frame) return film.write(frame);
        if (message instanceof PhoneMessage.Packet) return producer().onBinary(ByteBuffer.wrap(bytes));
        return message instanceof PhoneMessage.Rejected no ? reject(no.reason(), bytes) : DONE;
    }

    @Override
    public void onClose(int code, String reason) {
        close(listeners.iterator(), code, reason);
    }

    /** Each is told, also where one before it fails. */
    private void close(Iterator<MessageKind.Listener> left, int code, String reason) {
        if (!left.hasNext()) {
            if (producer != null) producer.onClose(code, reason);
            return;
        }
        try {
            left.next().onClose();
        } finally {
            close(left, code, reason);
        }
    }

    /** With the first packet: most phones send none here. */
    private SocketHandler producer() {
        if (producer == null) producer = packets.open(session);
        return producer;
    }

    private CompletionStage<?> reject(String reason, String text) {
        rejected.reject(session, "read-text", reason, text);
        return DONE;
    }

    private CompletionStage<?> reject(String reason, byte[] bytes) {
        rejected.reject(session, "read-binary", reason, bytes);
        return DONE;
    }
}
