package dev.millrace.bench;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.WebSocketClient;

/** WebSocket clients that share one selector and few threads, so that what is measured is the server. */
final class Sockets implements AutoCloseable {

    private final WebSocketClient client = new WebSocketClient();
    private final List<Session> sessions = new ArrayList<>();

    Sockets() throws Exception {
        var threads = new QueuedThreadPool(8, 2);
        threads.setName("bench-client");
        client.getHttpClient().setExecutor(threads);
        client.setMaxBinaryMessageSize(8 << 20);
        client.setMaxTextMessageSize(8 << 20);
        client.setMaxFrameSize(8 << 20);
        client.setIdleTimeout(Duration.ofMinutes(5));
        client.start();
    }

    Session open(URI uri, Consumer<ByteBuffer> received) throws Exception {
        var session = client.connect(new Receiver(received), uri).get(10, TimeUnit.SECONDS);
        sessions.add(session);
        return session;
    }

    @Override
    public void close() throws Exception {
        sessions.forEach(Session::disconnect);
        client.stop();
    }

    /** Jetty makes no call of a listener's that is not public. */
    public static final class Receiver implements Session.Listener.AutoDemanding {

        private final Consumer<ByteBuffer> received;

        Receiver(Consumer<ByteBuffer> received) {
            this.received = received;
        }

        @Override
        public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
            received.accept(payload);
            callback.succeed();
        }

        /** A trial ends by cutting its sockets. */
        @Override
        public void onWebSocketError(Throwable cause) {}

        @Override
        public void onWebSocketText(String text) {
            received.accept(java.nio.charset.StandardCharsets.UTF_8.encode(text));
        }
    }
}
