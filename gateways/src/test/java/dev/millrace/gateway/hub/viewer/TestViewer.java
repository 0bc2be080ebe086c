package dev.millrace.gateway.hub.viewer;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client's socket that keeps the texts it gets. */
final class TestViewer implements WebSocket.Listener {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    final List<String> texts = new CopyOnWriteArrayList<>();
    final WebSocket socket;
    private final StringBuilder part = new StringBuilder();
    private volatile boolean isOpen = true;

    private TestViewer(URI uri, String... subprotocols) {
        var builder = CLIENT.newWebSocketBuilder();
        if (subprotocols.length > 0) builder.subprotocols(subprotocols[0]);
        socket = builder.buildAsync(uri, this).join();
    }

    static TestViewer to(URI uri) {
        return new TestViewer(uri);
    }

    static TestViewer speaking(String subprotocol, URI uri) {
        return new TestViewer(uri, subprotocol);
    }

    TestViewer say(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    TestViewer say(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
        return this;
    }

    void close() {
        socket.sendClose(1000, "").join();
    }

    boolean isOpen() {
        return isOpen;
    }

    boolean heard(String piece) {
        return texts.stream().anyMatch(text -> text.contains(piece));
    }

    @Override
    public synchronized CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
        part.append(data);
        if (isLast) {
            texts.add(part.toString());
            part.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        isOpen = false;
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        isOpen = false;
    }
}
