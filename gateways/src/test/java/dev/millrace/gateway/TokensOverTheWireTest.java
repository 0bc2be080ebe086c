package dev.millrace.gateway;

import static dev.millrace.gateway.TestServer.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.part.Settings;
import java.io.IOException;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.websocket.api.Callback;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensOverTheWireTest {

    private static final String MILLER = "0123456789abcdef";
    private static final String BAKER = "fedcba9876543210";

    @TempDir
    private Path directory;

    private Settings settings = TestServer.settings();

    @BeforeEach
    void writeTokens() throws IOException {
        var file = directory.resolve("tokens");
        Files.writeString(file, "miller mill " + MILLER + "\nbaker bakery " + BAKER + "\n");
        settings = settings.with("gateway.access.tokens-file", file.toString());
    }

    @Test
    void shouldTakeATokenInTheHeaderOfARequest() {
        // Given
        try (var server = TestServer.with(
                settings,
                routes ->
                        routes.get("/grain", RouteLimits.SMALL, context -> context.result(Links.principal(context))))) {
            var grain = server.front("/mill/grain");

            // When
            var known = get(grain, "Authorization", "Bearer " + MILLER);
            var foreign = get(grain, "Authorization", "Bearer " + BAKER);
            var none = get(grain);

            // Then
            assertThat(known.body()).isEqualTo("miller");
            assertThat(foreign.statusCode()).isEqualTo(403);
            assertThat(none.statusCode()).isEqualTo(401);
            assertThat(none.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(get(server.front("/mill/grain?access_token=" + MILLER)).statusCode())
                    .isEqualTo(401);
            assertThat(get(server.front("/health")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldTakeATokenInTheQueryOfASocket() {
        // Given
        try (var server = TestServer.with(
                settings,
                routes -> routes.socket("/ws", SocketLimits.SMALL, opening -> {
                    opening.session().sendText(opening.principal(), Callback.NOOP);
                    return new SocketHandler() {};
                }))) {

            // When
            try (var client = TestClient.open(server.socket("/mill/ws?access_token=" + MILLER))) {

                // Then
                await().until(() -> client.texts.contains("miller"));
                assertThatThrownBy(() -> TestClient.open(server.socket("/mill/ws")))
                        .hasCauseInstanceOf(WebSocketHandshakeException.class);
            }
        }
    }

    @Test
    void shouldRefuseASocketToAPageOfAnotherOrigin() throws Exception {
        // Given
        try (var server = TestServer.with(
                routes -> routes.socket("/ws", SocketLimits.SMALL, opening -> new SocketHandler() {}))) {
            var request =
                    "GET /mill/ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                            + "Origin: https://evil.example.org\r\n\r\n";

            // When
            var answer = TestServer.raw(server.front(""), request);

            // Then
            assertThat(answer).startsWith("HTTP/1.1 403").contains("https://evil.example.org is not allowed");
        }
    }
}
