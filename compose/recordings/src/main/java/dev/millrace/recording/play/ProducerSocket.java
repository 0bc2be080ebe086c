package dev.millrace.recording.play;

import dev.millrace.recording.file.Opened;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A device's connection to one of the gateway's sockets. Each message is on its way before the next one may be sent. */
public final class ProducerSocket {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final WebSocket socket;
    private final Ears ears;

    private ProducerSocket(WebSocket socket, Ears ears) {
        this.socket = socket;
        this.ears = ears;
    }

    /** @param path of the socket below the target's base, with its query */
    public static Opened<ProducerSocket> open(Target target, String path) {
        var ears = new Ears();
        WebSocket.Builder builder = Connections.client().newWebSocketBuilder().connectTimeout(PATIENCE);
        target.authorization().ifPresent(value -> builder.header("Authorization", value));
        return outcome(builder.buildAsync(target.socket(path), ears), PATIENCE)
                .map(socket -> new ProducerSocket(socket, ears));
    }

    /** Sends one message and waits until the connection has taken it; gives the reason when it has not. */
    public Optional<String> send(byte[] message) {
        return taken(() -> socket.sendBinary(ByteBuffer.wrap(message), true));
    }

    /** The same with a message of text. */
    public Optional<String> send(String message) {
        return taken(() -> socket.sendText(message, true));
    }

    private Optional<String> taken(Supplier<CompletableFuture<WebSocket>> sending) {
        return ears.goodbye.isDone()
                ? outcome(ears.goodbye, Duration.ZERO).value()
                : outcome(sending.get(), PATIENCE).reason();
    }

    /** Says goodbye and waits a little for the answer, so that the server has read everything before. */
    public void close() {
        outcome(socket.sendClose(WebSocket.NORMAL_CLOSURE, ""), FAREWELL).then(sent -> outcome(ears.goodbye, FAREWELL));
        abort();
    }

    /** Hangs up without a word. */
    public void abort() {
        socket.abort();
    }

    /** Waits for something that the connection does. */
    private static <T> Opened<T> outcome(CompletableFuture<T> doing, Duration patience) {
        try {
            return new Opened.Content<>(doing.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            return new Opened.Refused<>(String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            return new Opened.Refused<>("the server did not react for " + patience.toSeconds() + " seconds");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Opened.Refused<>("interrupted");
        }
    }

    /** Hears when the server hangs up, and nothing else: what it says here is meant for phones. */
    private static final class Ears implements WebSocket.Listener {

        private final CompletableFuture<String> goodbye = new CompletableFuture<>();

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            goodbye.complete(("the server closed with " + code + " " + reason).strip());
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            goodbye.complete(String.valueOf(error));
        }
    }
}
