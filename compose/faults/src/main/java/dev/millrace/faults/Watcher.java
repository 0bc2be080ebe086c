package dev.millrace.faults;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A viewer of a stream that goes to another gateway when its own is gone. Thread-safe. */
final class Watcher implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long AGAIN_MS = 50;
    private static final int UNIT_TYPE_AT = 4;
    private static final int IDR = 5;
    private static final int SPS = 7;

    private final URI then;
    private long pictures;
    private long resumptions;
    private long resumedNs;
    private boolean isConfigured;
    private boolean isExpecting;
    private boolean isDecodable = true;
    private boolean isOver;

    Watcher(URI first, URI then) {
        this.then = then;
        watch(first);
    }

    /** What comes on the next connection counts as after it. */
    synchronized void expectAnother() {
        isExpecting = true;
    }

    synchronized long pictures() {
        return pictures;
    }

    /** 1 once a picture has come on another connection. */
    synchronized long resumptions() {
        return resumptions;
    }

    synchronized long resumedNs() {
        return resumedNs;
    }

    /** Whether each connection began with parameter sets and a keyframe. */
    synchronized boolean isDecodable() {
        return isDecodable;
    }

    private void watch(URI place) {
        HTTP.newWebSocketBuilder().buildAsync(place, new Connection()).whenComplete((socket, failure) -> {
            if (failure != null) again();
        });
    }

    private synchronized void again() {
        if (isOver) return;
        CompletableFuture.delayedExecutor(AGAIN_MS, TimeUnit.MILLISECONDS).execute(() -> watch(then));
    }

    private synchronized void took(ByteBuffer message, boolean isFirstPicture) {
        var type = message.get(message.position() + UNIT_TYPE_AT) & 31;
        if (isFirstPicture) isDecodable &= type == IDR && isConfigured;
        pictures++;
    }

    private final class Connection implements WebSocket.Listener {

        private boolean isContinued;
        private boolean hasPicture;
        private boolean isAfter;

        @Override
        public void onOpen(WebSocket socket) {
            synchronized (Watcher.this) {
                isAfter = isExpecting;
                isConfigured = false;
            }
            socket.request(1);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean isLast) {
            if (!isContinued && data.remaining() > UNIT_TYPE_AT) read(data);
            isContinued = !isLast;
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        private void read(ByteBuffer data) {
            synchronized (Watcher.this) {
                var type = data.get(data.position() + UNIT_TYPE_AT) & 31;
                if (type >= SPS) {
                    isConfigured |= type == SPS;
                    return;
                }
                took(data, !hasPicture);
                if (isAfter && !hasPicture) {
                    resumptions = 1;
                    resumedNs = System.nanoTime();
                }
                hasPicture = true;
            }
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            again();
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            again();
        }
    }

    @Override
    public synchronized void close() {
        isOver = true;
    }
}
