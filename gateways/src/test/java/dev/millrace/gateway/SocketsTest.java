package dev.millrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.Socket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.websocket.api.Callback;
import org.junit.jupiter.api.Test;

class SocketsTest {

    private static final SocketLimits SMALL = SocketLimits.SMALL.message(1000);

    /** Sends back what it gets. */
    private record Echo(SocketOpening opening) implements SocketHandler {
        @Override
        public CompletionStage<?> onText(String text) {
            opening.session().sendText(text, Callback.NOOP);
            return DONE;
        }

        @Override
        public CompletionStage<?> onBinary(ByteBuffer bytes) {
            opening.session().sendText("" + bytes.remaining(), Callback.NOOP);
            return DONE;
        }
    }

    @Test
    void shouldTellAHandlerWhoOpenedItAndHow() throws Exception {
        // Given
        try (var server = TestServer.with(routes -> routes.socket("/ws/{wheel}", SMALL, opening -> {
            opening.session()
                    .sendText(
                            opening.path().get("wheel") + " "
                                    + opening.query("stream").orElse("") + " " + opening.principal() + " "
                                    + opening.remote() + " "
                                    + opening.header("X-Miller").orElse(""),
                            Callback.NOOP);
            return new Echo(opening);
        }))) {

            // When
            try (var client = TestClient.open(server.socket("/mill/ws/big?stream=a%2Fb"), "X-Miller", "Ann")) {
                client.text("over").binary(new byte[17]);

                // Then
                await().until(() -> client.texts.size() == 3);
                assertThat(client.texts).containsExactly("big a/b anonymous 127.0.0.1 Ann", "over", "17");
            }
        }
    }

    @Test
    void shouldPutFragmentsTogether() {
        // Given
        try (var server = TestServer.with(routes -> routes.socket("/ws", SMALL, Echo::new));
                var client = TestClient.open(server.socket("/mill/ws"))) {

            // When
            client.socket.sendText("gr", false).join();
            client.socket.sendText("", false).join();
            client.socket.sendText("ain", true).join();
            client.socket.sendBinary(ByteBuffer.wrap(new byte[400]), false).join();
            client.socket.sendBinary(ByteBuffer.wrap(new byte[600]), true).join();

            // Then
            await().until(() -> client.texts.size() == 2);
            assertThat(client.texts).containsExactly("grain", "1000");
        }
    }

    @Test
    void shouldCloseASocketWhoseMessageIsTooLargeAndSayTheLimit() throws Exception {
        // Given
        try (var server = TestServer.with(routes -> routes.socket("/ws", SMALL, Echo::new));
                var binary = TestClient.open(server.socket("/mill/ws"));
                var text = TestClient.open(server.socket("/mill/ws"))) {

            // When
            binary.socket.sendBinary(ByteBuffer.allocate(100_000), true);
            text.socket.sendText("x".repeat(600), false).join();
            text.socket.sendText("x".repeat(600), true);

            // Then
            assertThat(binary.closing()).isEqualTo("1009 a message may have at most 1000 bytes here");
            assertThat(text.closing()).isEqualTo("1009 a message may have at most 1000 bytes here");
        }
    }

    @Test
    void shouldRefuseAHandshakeOnAnUnknownPath() {
        // Given
        try (var server = TestServer.with(routes -> {
            routes.manners(Manners.LEGACY);
            routes.socket("/ws/video", SMALL, Echo::new);
        })) {
            var legacy =
                    java.net.URI.create("ws://127.0.0.1:" + server.legacy("").getPort() + "/ws/audio");

            // When
            // Then
            assertThatThrownBy(() -> TestClient.open(legacy))
                    .hasCauseInstanceOf(WebSocketHandshakeException.class)
                    .hasRootCauseMessage("Unexpected HTTP response status code 403");
            assertThat(TestServer.get(server.legacy("/ws/video")).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void shouldStopReadingWhileTooManyBytesAreInFlight() {
        // Given
        Queue<CompletableFuture<Void>> pending = new ConcurrentLinkedQueue<>();
        var received = new AtomicInteger();
        var limits = SocketLimits.MEDIA.inFlight(10_000);
        SocketHandler handler = new SocketHandler() {
            @Override
            public CompletionStage<?> onBinary(ByteBuffer bytes) {
                received.incrementAndGet();
                var taken = new CompletableFuture<Void>();
                pending.add(taken);
                return taken;
            }
        };
        try (var server = TestServer.with(routes -> routes.socket("/ws", limits, opening -> handler));
                var client = TestClient.open(server.socket("/mill/ws"))) {

            // When
            for (var i = 0; i < 100; i++) client.binary(new byte[1000]);
            await().during(Duration.ofMillis(300)).until(() -> received.get() == 11);
            while (received.get() < 100 || !pending.isEmpty()) {
                var next = pending.poll();
                if (next != null) next.complete(null);
            }

            // Then
            assertThat(received).hasValue(100);
        }
    }

    @Test
    void shouldReadNoFasterThanItsRate() {
        // Given
        List<Long> times = new CopyOnWriteArrayList<>();
        SocketHandler handler = new SocketHandler() {
            @Override
            public CompletionStage<?> onText(String text) {
                times.add(System.nanoTime());
                return DONE;
            }
        };
        try (var server = TestServer.with(routes -> routes.socket("/ws", SMALL.rate(50), opening -> handler));
                var client = TestClient.open(server.socket("/mill/ws"))) {

            // When
            for (var i = 0; i < 80; i++) client.text("x");
            await().until(() -> times.size() == 80);

            // Then
            assertThat(Duration.ofNanos(times.get(79) - times.get(0))).isGreaterThan(Duration.ofMillis(300));
        }
    }

    @Test
    void shouldNotCompress() throws Exception {
        // Given
        try (var server = TestServer.with(routes -> routes.socket("/ws", SMALL, Echo::new));
                var socket = new Socket("127.0.0.1", server.front("").getPort())) {

            // When
            var answer = handshake(socket, "/mill/ws", "Sec-WebSocket-Extensions: permessage-deflate\r\n");

            // Then
            assertThat(answer).startsWith("HTTP/1.1 101").doesNotContain("permessage-deflate");
        }
    }

    @Test
    void shouldCloseASocketThatDoesNotAnswerPings() throws Exception {
        // Given
        var settings =
                TestServer.settings().with("gateway.sockets.ping", "100ms").with("gateway.sockets.pong", "200ms");
        List<Integer> codes = new CopyOnWriteArrayList<>();
        try (var server = TestServer.with(settings, routes -> routes.socket("/ws", SMALL, opening -> closing(codes)));
                var dead = new Socket("127.0.0.1", server.front("").getPort());
                var alive = TestClient.open(server.socket("/mill/ws"))) {
            handshake(dead, "/mill/ws", "");

            // When
            await().until(() -> server.web.sockets().count() == 2);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> server.web.sockets().count() == 1);

            // Then
            assertThat(codes).hasSize(1);
            assertThat(alive.closed).isNotDone();
        }
    }

    @Test
    void shouldCutASocketThatReadsNothingAndStopHoldingWhatItWasSent() throws Exception {
        // Given
        var settings = TestServer.settings()
                .with("gateway.sockets.ping", "100ms")
                .with("gateway.sockets.pong", "60s")
                .with("gateway.sockets.write-timeout", "300ms");
        var failed = new AtomicInteger();
        try (var server = TestServer.with(
                        settings,
                        routes -> routes.socket("/ws", SocketLimits.MEDIA, opening -> {
                            for (var i = 0; i < 100; i++) {
                                var sent = Callback.from(() -> {}, failure -> failed.incrementAndGet());
                                opening.session().sendBinary(ByteBuffer.allocate(1 << 20), sent);
                            }
                            return new SocketHandler() {};
                        }));
                var stalled = new Socket("127.0.0.1", server.front("").getPort())) {

            // When
            handshake(stalled, "/mill/ws", "");
            await().until(() -> server.web.sockets().count() == 1);

            // Then
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> server.web.sockets().count() == 0);
            await().untilAsserted(() -> assertThat(failed).hasValueGreaterThan(80));
        }
    }

    @Test
    void shouldTellEachSocketThatTheGatewayStops() throws Exception {
        // Given
        List<Integer> codes = new CopyOnWriteArrayList<>();
        try (var server = TestServer.with(routes -> routes.socket("/ws", SMALL, opening -> closing(codes)));
                var client = TestClient.open(server.socket("/mill/ws"))) {

            await().until(() -> server.web.sockets().count() == 1);

            // When
            server.web.sockets().closeAll();

            // Then
            assertThat(client.closing()).startsWith("1001");
            await().until(() -> codes.equals(List.of(1001)));
        }
    }

    @Test
    void shouldCloseASocketWhoseHandlerFails() throws Exception {
        // Given
        SocketHandler broken = new SocketHandler() {
            @Override
            public CompletionStage<?> onText(String text) {
                throw new IllegalStateException("a broken wheel");
            }
        };
        try (var server = TestServer.with(routes -> routes.socket("/ws", SMALL, opening -> broken));
                var client = TestClient.open(server.socket("/mill/ws"))) {

            // When
            client.text("grind");

            // Then
            assertThat(client.closing()).startsWith("1011");
        }
    }

    @Test
    void shouldKeepNothingOfSocketsThatCameAndWent() throws Exception {
        // Given
        var sockets = Boolean.getBoolean("millrace.long") ? 10_000 : 200;
        List<Integer> codes = new CopyOnWriteArrayList<>();
        try (var server = TestServer.with(routes -> routes.socket("/ws", SMALL, opening -> closing(codes)))) {

            // When
            for (var i = 0; i < sockets; i++) {
                var port = server.front("").getPort();
                try (var socket = new Socket("127.0.0.1", port)) {
                    assertThat(handshake(socket, "/mill/ws", "")).startsWith("HTTP/1.1 101");
                    // A third vanishes without a word, a third closes, a third is reset.
                    if (i % 3 == 1) socket.getOutputStream().write(new byte[] {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0});
                    if (i % 3 == 2) socket.setSoLinger(true, 0);
                }
            }

            // Then
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> server.web.sockets().count() == 0);
            await().until(() -> codes.size() == sockets);
            assertThat(server.web.inFlight()).isZero();
        }
    }

    private static SocketHandler closing(List<Integer> codes) {
        return new SocketHandler() {
            @Override
            public void onClose(int code, String reason) {
                codes.add(code);
            }
        };
    }

    private static String handshake(Socket socket, String path, String headers) throws Exception {
        var request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" + headers + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        var answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n\r\n"))
            answer.append((char) socket.getInputStream().read());
        return answer.toString();
    }
}
