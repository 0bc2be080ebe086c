package dev.millrace.recording.video;

import dev.millrace.recording.file.Opened;
import dev.millrace.recording.play.Connections;
import dev.millrace.recording.play.Target;
import dev.millrace.recording.video.VideoClip.Summary;
import java.net.URLEncoder;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A producer's connection to {@code /ws/video}. Each message is on its way before the next one may be sent. */
final class VideoSocket {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final WebSocket socket;
    private final Ears ears;

    private VideoSocket(WebSocket socket, Ears ears) {
        this.socket = socket;
        this.ears = ears;
    }

    static Opened<VideoSocket> open(Target target, Optional<String> stream, Summary summary) {
        String query = stream.map(id -> "?stream=" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                .orElse("");
        var ears = new Ears();
        WebSocket.Builder builder = Connections.client().newWebSocketBuilder().connectTimeout(PATIENCE);
        target.authorization().ifPresent(value -> builder.header("Authorization", value));
        return outcome(builder.buildAsync(target.socket("/ws/video" + query), ears), PATIENCE)
                .then(socket -> new VideoSocket(socket, ears).introduce(summary));
    }

    private Opened<VideoSocket> introduce(Summary summary) {
        String resolution =
                summary.size().map(size -> ",\"resolution\":\"" + size + "\"").orElse("");
        String text = "{\"type\":\"video_config\",\"format\":\"h264\",\"source\":\"recording\",\"mode\":\"video\""
                + resolution + "}";
        Opened<VideoSocket> introduced =
                outcome(socket.sendText(text, true), PATIENCE).map(sent -> this);
        introduced.reason().ifPresent(why -> abort());
        return introduced;
    }

    /** Sends one message and waits until the connection has taken it; gives the reason when it has not. */
    Optional<String> send(byte[] packet) {
        if (ears.goodbye.isDone()) {
            return outcome(ears.goodbye, Duration.ZERO).value();
        }
        return outcome(socket.sendBinary(ByteBuffer.wrap(packet), true), PATIENCE)
                .reason();
    }

    /** Says goodbye and waits a little for the answer, so that the server has read everything before. */
    void close() {
        outcome(socket.sendClose(WebSocket.NORMAL_CLOSURE, ""), FAREWELL).then(sent -> outcome(ears.goodbye, FAREWELL));
        abort();
    }

    /** Hangs up without a word. */
    void abort() {
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
