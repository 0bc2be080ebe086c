package dev.millrace.gateway;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What happens on one open socket. Called by one thread at a time.
 *
 * <p>The returned stage says when the message is off this gateway's hands, well or not; until then its bytes are in
 * flight, and above the endpoint's limit the client is not read from.
 */
public interface SocketHandler {

    /** For a message that is done with when its method returns. */
    CompletionStage<?> DONE = CompletableFuture.completedStage(null);

    default CompletionStage<?> onText(String text) {
        return DONE;
    }

    /** @param bytes valid only until this method returns: copy what is kept */
    default CompletionStage<?> onBinary(ByteBuffer bytes) {
        return DONE;
    }

    /** Called once, however the socket ended; 1006 when without a close message. */
    default void onClose(int code, String reason) {}
}
