package dev.millrace.faults;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Many sockets that want to be open: whichever is closed, or cannot be opened, tries again as the console's do. */
final class Crowd implements AutoCloseable {

    private static final long SOONEST_MS = 250;
    private static final long LATEST_MS = 5_000;

    private final List<URI> places;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Set<WebSocket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isOver;

    Crowd(int sockets, URI... places) {
        this.places = List.of(places);
        for (var i = 0; i < sockets; i++) connect(i, 0);
    }

    int open() {
        return open.size();
    }

    private void connect(int number, int failures) {
        if (isOver) return;
        http.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .buildAsync(places.get(number % places.size()), new Member(number))
                .whenComplete((socket, failure) -> {
                    if (failure != null) again(number, failures + 1);
                });
    }

    /** Later after each failure, and by chance, so that not all come at the same moment. */
    private void again(int number, int failures) {
        if (isOver) return;
        var most = Math.min(LATEST_MS, SOONEST_MS << Math.min(failures, 5));
        var wait = ThreadLocalRandom.current().nextLong(most / 2, most);
        clock.schedule(() -> connect(number, failures), wait, TimeUnit.MILLISECONDS);
    }

    private final class Member implements WebSocket.Listener {

        private final int number;

        Member(int number) {
            this.number = number;
        }

        @Override
        public void onOpen(WebSocket socket) {
            open.add(socket);
            socket.request(Long.MAX_VALUE);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            gone(socket);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            gone(socket);
        }

        private void gone(WebSocket socket) {
            if (open.remove(socket)) again(number, 0);
        }
    }

    @Override
    public void close() {
        isOver = true;
        clock.shutdownNow();
        open.forEach(WebSocket::abort);
    }
}
