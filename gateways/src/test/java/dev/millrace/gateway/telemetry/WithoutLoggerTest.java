package dev.millrace.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.Gateway;
import dev.millrace.gateway.GatewaySettings;
import dev.millrace.gateway.live.RealKafka;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What dashboards are told of a logger that no agent runs. */
class WithoutLoggerTest {

    @RegisterExtension
    private static final RealKafka KAFKA = new RealKafka();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Gateway gateway = start();

    @AfterEach
    void stop() {
        gateway.stop();
    }

    @Test
    void shouldSayThatThereIsNoLogger() throws Exception {
        // Given
        var texts = new CopyOnWriteArrayList<String>();
        var socket = HTTP.newWebSocketBuilder()
                .buildAsync(
                        URI.create(gateway.address("telemetry").toString().replaceFirst("http", "ws") + "/ws"),
                        new Ear(texts))
                .join();

        // When
        var replies = List.of(post("/start_script"), post("/stop_script"), post("/toggle_offline"));

        // Then
        assertThat(replies)
                .containsExactly(
                        "{\"status\":\"error\",\"message\":\"Logger not found\"}",
                        "{\"status\":\"error\",\"message\":\"Script not running\"}",
                        "{\"status\":\"error\",\"message\":\"Script not running\"}");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> texts.stream().anyMatch(text -> text.contains("Logger executable not found")));
        socket.abort();
    }

    private String post(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(gateway.address("telemetry") + path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static Gateway start() {
        var cluster = KAFKA.cluster();
        var settings = GatewaySettings.of(Map.of())
                .with("gateway.port", "0")
                .with("gateway.legacy-ports.hub", "-1")
                .with("gateway.legacy-ports.telemetry", "0")
                .with("gateway.capabilities", "[telemetry]")
                .with("telemetry.logger-answers-within", "1s")
                .with("cluster.bootstrap-servers", cluster.bootstrapServers())
                .with("cluster.schema-registry", cluster.schemaRegistry())
                .with("cluster.namespace", cluster.namespace());
        var gateway = Gateway.of(settings);
        gateway.start();
        return gateway;
    }

    private record Ear(List<String> texts) implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
            texts.add(data.toString());
            from.request(1);
            return null;
        }
    }
}
