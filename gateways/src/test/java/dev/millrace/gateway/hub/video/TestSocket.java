package dev.millrace.gateway.hub.video;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A client's socket that keeps what it gets, and can stop reading. */
public final class TestSocket implements WebSocket.Listener {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    public final List<byte[]> messages = Collections.synchronizedList(new ArrayList<>());
    public final List<String> texts = Collections.synchronizedList(new ArrayList<>());
    private final ByteArrayOutputStream part = new ByteArrayOutputStream();
    private final WebSocket socket;
    private final CompletableFuture<Void> served = new CompletableFuture<>();
    private volatile boolean isReading;
    private volatile boolean isOpen = true;

    private TestSocket(URI uri, boolean isReading) {
        this.isReading = isReading;
        this.socket = CLIENT.newWebSocketBuilder().buildAsync(uri, this).join();
        if (isReading) awaitServed();
    }

    /**
     * The handshake is answered a little before the socket has its handler; a ping is answered after that. A socket
     * that is refused may be closed before the ping is out, which is an end of the wait too.
     */
    private void awaitServed() {
        socket.sendPing(ByteBuffer.allocate(0)).exceptionally(closed -> socket).join();
        served.orTimeout(30, TimeUnit.SECONDS).join();
    }

    public static TestSocket to(URI uri) {
        return new TestSocket(uri, true);
    }

    static TestSocket notReading(URI uri) {
        return new TestSocket(uri, false);
    }

    public void send(byte[] message) {
        socket.sendBinary(ByteBuffer.wrap(message), true).join();
    }

    public void send(String message) {
        socket.sendText(message, true).join();
    }

    void read() {
        isReading = true;
        socket.request(1);
    }

    public void close() {
        socket.sendClose(1000, "").join();
        Awaitility.await().until(() -> !isOpen || socket.isInputClosed());
    }

    /** Ends the connection without a word. */
    public void cut() {
        socket.abort();
    }

    public boolean isOpen() {
        return isOpen;
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (isReading) opened.request(1);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean isLast) {
        var bytes = new byte[data.remaining()];
        data.get(bytes);
        part.writeBytes(bytes);
        if (isLast) {
            messages.add(part.toByteArray());
            part.reset();
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
        texts.add(data.toString());
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
        served.complete(null);
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        isOpen = false;
        served.complete(null);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        isOpen = false;
        served.complete(null);
    }
}
