package dev.millrace.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** A phone whose clock is behind, and that says what it shows when it is asked. */
final class ProbedPhone implements WebSocket.Listener, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final long behindNs;
    private final AtomicInteger answered = new AtomicInteger();
    private final WebSocket socket;

    ProbedPhone(URI uri, long behindNs) {
        this.behindNs = behindNs;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(uri, this)
                .join();
    }

    long nowNs() {
        var now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano() - behindNs;
    }

    int answered() {
        return answered.get();
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
        from.request(1);
        try {
            var message = JSON.readTree(data.toString());
            if (!message.path("type").asText().equals("clock_probe")) return null;
            var reply = "{\"type\":\"clock_reply\",\"id\":" + message.get("id") + ",\"t0\":" + message.get("t0")
                    + ",\"t1\":" + nowNs() + "}";
            return from.sendText(reply, true).thenRun(answered::incrementAndGet);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
}
