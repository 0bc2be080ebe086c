package dev.millrace.gateway.hub.device;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.gateway.SocketHandler;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** A kind of message that devices send as JSON text, and what becomes of it. Thread-safe. */
public interface MessageKind {

    /** The values of {@code type} that it takes. */
    Set<String> types();

    /** Called when a device's socket has opened, before its first message. */
    Listener open(DeviceSession session);

    /** What hears the messages of one connection. Called by one thread at a time. */
    interface Listener {

        /**
         * @param text as it was received; numbers that a tree would round are exact in it alone
         * @return when the message is off this gateway's hands, as {@link SocketHandler} has it
         */
        CompletionStage<?> onMessage(JsonNode message, String text);

        /** Called once, however the connection ended. */
        default void onClose() {}
    }
}
