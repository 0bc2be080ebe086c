package dev.millrace.endtoend;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of a WebSocket that keeps what it is told. */
final class Dashboard implements WebSocket.Listener, AutoCloseable {

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;

    Dashboard(HttpClient http, URI uri) {
        socket = http.newWebSocketBuilder().buildAsync(uri, this).join();
    }

    /** The next messages, as many as there are within a long while. */
    List<String> next(int count) throws InterruptedException {
        var next = new ArrayList<String>();
        while (next.size() < count) {
            var message = messages.poll(20, TimeUnit.SECONDS);
            if (message == null) break;
            next.add(message);
        }
        return next;
    }

    void say(String text) {
        socket.sendText(text, true).join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            messages.add(partial.toString());
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
}
