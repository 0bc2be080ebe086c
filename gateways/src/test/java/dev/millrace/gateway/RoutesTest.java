package dev.millrace.gateway;

import static dev.millrace.gateway.TestServer.get;
import static dev.millrace.gateway.TestServer.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoutesTest {

    private static final RouteLimits SMALL = RouteLimits.SMALL.body(1000);

    @Test
    void shouldServeTheSameRouteUnderThePrefixAndAtTheRootOfTheLegacyPort() {
        // Given
        try (var server = TestServer.with(
                routes -> routes.get("/wheel/{name}", SMALL, context -> context.result(context.pathParam("name"))))) {

            // When
            var front = get(server.front("/mill/wheel/a%20b?x=1"));
            var legacy = get(server.legacy("/wheel/a%20b?x=1"));

            // Then
            assertThat(front.body()).isEqualTo("a b").isEqualTo(legacy.body());
            assertThat(get(server.legacy("/mill/wheel/a")).statusCode()).isEqualTo(404);
            assertThat(get(server.legacy("/health")).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void shouldBuildLinksForThePortTheyCameBy() {
        // Given
        try (var server = TestServer.with(routes -> {
            routes.get("/", SMALL, context -> context.result(Links.socket(context, "/ws")));
            routes.get("/old", SMALL, context -> context.redirect(Links.to(context, "/new")));
        })) {
            var front = server.front("");
            var legacy = server.legacy("");

            // When
            var link = get(server.front("/mill"));
            var legacyLink = get(server.legacy("/"));

            // Then
            assertThat(link.body()).isEqualTo("ws://127.0.0.1:" + front.getPort() + "/mill/ws");
            assertThat(legacyLink.body()).isEqualTo("ws://127.0.0.1:" + legacy.getPort() + "/ws");
            assertThat(get(server.front("/mill/old")).headers().firstValue("Location"))
                    .hasValue("/mill/new");
            assertThat(get(server.legacy("/old")).headers().firstValue("Location"))
                    .hasValue("/new");
        }
    }

    @Test
    void shouldAnswerUnknownPathsAndMethodsWithAProblem() {
        // Given
        try (var server = TestServer.with(routes -> routes.post("/grain", SMALL, context -> {}))) {

            // When
            var unknown = get(server.front("/mill/flour"));
            var method = get(server.front("/mill/grain"));

            // Then
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(unknown.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(unknown.body()).contains("there is nothing at /mill/flour");
            assertThat(method.statusCode()).isEqualTo(405);
            assertThat(method.headers().firstValue("Allow")).hasValue("POST");
            assertThat(get(server.front("/nowhere")).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void shouldAnswerUnknownPathsAsTheLegacyServersDidWhereACapabilityHasTheirManners() {
        // Given
        try (var server = TestServer.with(routes -> {
            routes.manners(Manners.LEGACY);
            routes.post("/telemetry", SMALL, context -> {});
        })) {

            // When
            var unknown = get(server.legacy("/api/telemetry"));
            var method = get(server.legacy("/telemetry"));

            // Then
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(unknown.body()).isEqualTo("{\"detail\":\"Not Found\"}");
            assertThat(method.statusCode()).isEqualTo(405);
            assertThat(method.body()).isEqualTo("{\"detail\":\"Method Not Allowed\"}");
        }
    }

    @Test
    void shouldRefuseABodyLargerThanItsRouteTakes() throws Exception {
        // Given
        try (var server = TestServer.with(routes ->
                routes.post("/grain", SMALL, context -> context.result("" + context.bodyAsBytes().length)))) {
            var chunk = "800\r\n" + "x".repeat(0x800) + "\r\n0\r\n\r\n";

            // When
            var fitting = post(server.front("/mill/grain"), new byte[1000]);
            var announced = post(server.front("/mill/grain"), new byte[1001]);
            var hidden = TestServer.raw(
                    server.front(""),
                    "POST /mill/grain HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n" + chunk);

            // Then
            assertThat(fitting.body()).isEqualTo("1000");
            assertThat(announced.statusCode()).isEqualTo(413);
            assertThat(announced.body()).contains("at most 1000 bytes");
            assertThat(hidden).startsWith("HTTP/1.1 413").contains("at most 1000 bytes");
        }
    }

    @Test
    void shouldRefuseWhatComesTooOften() {
        // Given
        try (var server = TestServer.with(routes -> routes.get("/grain", SMALL.rate(2), context -> {}))) {

            // When
            var answers = IntStream.range(0, 6)
                    .mapToObj(i -> get(server.front("/mill/grain")))
                    .toList();

            // Then
            assertThat(answers.get(0).statusCode()).isEqualTo(200);
            assertThat(answers).anySatisfy(answer -> {
                assertThat(answer.statusCode()).isEqualTo(429);
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            });
        }
    }

    @Test
    void shouldCloseTheConnectionWithoutAByteWhereARouteAsksForIt() throws Exception {
        // Given
        var limits = SMALL.refuse(Refusal.CLOSE_CONNECTION);
        try (var server = TestServer.with(routes -> routes.post("/grain", limits, context -> {}))) {
            var request = "POST /grain HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nrye";

            // When
            server.serving = Mounted.Serving.DRAINING;
            var refused = TestServer.raw(server.legacy(""), request);

            // Then
            assertThat(refused).isEmpty();
        }
    }

    @Test
    void shouldCloseTheConnectionWithoutAByteAfterAnAnswerWasWaitedFor() throws Exception {
        // Given
        var problem = new Problem(503, "Service Unavailable", "");
        try (var server = TestServer.with(routes -> routes.post(
                "/grain",
                SMALL,
                context -> context.future(() -> java.util.concurrent.CompletableFuture.runAsync(
                        () -> Refusal.CLOSE_CONNECTION.refuse(context, problem, java.time.Duration.ofSeconds(1))))))) {
            var request = "POST /grain HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nrye";

            // When
            var refused = TestServer.raw(server.legacy(""), request);

            // Then
            assertThat(refused).isEmpty();
        }
    }

    @Test
    void shouldTellWhenItIsStartingOrDraining() {
        // Given
        try (var server = TestServer.with(routes -> routes.get("/grain", SMALL, context -> {}))) {

            // When
            server.serving = Mounted.Serving.STARTING;
            var starting = get(server.front("/mill/grain"));

            // Then
            assertThat(starting.statusCode()).isEqualTo(503);
            assertThat(starting.body()).contains("mill is starting");
            assertThat(get(server.front("/health")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldRefuseABodyThatTricklesIn() throws Exception {
        // Given
        var settings = TestServer.settings().with("gateway.requests.min-rate", "100KiB");
        try (var server = TestServer.with(
                settings, routes -> routes.post("/grain", SMALL, context -> context.result(context.body())))) {
            var head = "POST /mill/grain HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n";

            // When
            String answer;
            try (var socket = new java.net.Socket("127.0.0.1", server.front("").getPort())) {
                var out = socket.getOutputStream();
                out.write(head.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                for (var i = 0; i < 200 && socket.getInputStream().available() == 0; i++) {
                    out.write('x');
                    out.flush();
                    org.awaitility.Awaitility.await()
                            .pollDelay(java.time.Duration.ofMillis(50))
                            .until(() -> true);
                }
                answer = new String(socket.getInputStream().readNBytes(12), java.nio.charset.StandardCharsets.US_ASCII);
            }

            // Then
            assertThat(answer).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void shouldSayOurFaultWhenAHandlerFails() {
        // Given
        try (var server = TestServer.with(routes -> routes.get("/grain", SMALL, context -> {
            throw new IllegalStateException("a broken wheel");
        }))) {

            // When
            var answer = get(server.front("/mill/grain"));

            // Then
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("our fault").doesNotContain("wheel");
        }
    }

    @Test
    void shouldGiveBrowsersCarefulHeaders() {
        // Given
        try (var server = TestServer.with(routes -> routes.get("/grain", SMALL, context -> {}))) {

            // When
            var headers = get(server.front("/mill/grain")).headers();

            // Then
            assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(headers.firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy).contains("frame-ancestors 'none'"));
            assertThat(headers.firstValue("Server")).isEmpty();
        }
    }

    @Test
    void shouldLetAnyPageReadLegacyAnswers() {
        // Given
        try (var server = TestServer.with(routes -> {
            routes.manners(Manners.LEGACY);
            routes.get("/status", SMALL, context -> {});
        })) {
            var origin = "https://dashboard.example.org";

            // When
            var plain = get(server.legacy("/status"), "Origin", origin).headers();
            var withCookie = get(server.legacy("/status"), "Origin", origin, "Cookie", "a=b")
                    .headers();
            var preflight = TestServer.send(
                    HttpRequest.newBuilder(server.legacy("/status"))
                            .method("OPTIONS", HttpRequest.BodyPublishers.noBody()),
                    "Origin",
                    origin,
                    "Access-Control-Request-Method",
                    "POST",
                    "Access-Control-Request-Headers",
                    "x-compressed");

            // Then
            assertThat(plain.firstValue("Access-Control-Allow-Origin")).hasValue("*");
            assertThat(plain.firstValue("Access-Control-Allow-Credentials")).hasValue("true");
            assertThat(withCookie.firstValue("Access-Control-Allow-Origin")).hasValue(origin);
            assertThat(preflight.statusCode()).isEqualTo(200);
            assertThat(preflight.body()).isEqualTo("OK");
            assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue(origin);
            assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
                    .hasValue("x-compressed");
            assertThat(preflight.headers().firstValue("Access-Control-Max-Age")).hasValue("600");
        }
    }

    @Test
    void shouldAnswerWhatIsNotHttpWithAProblem() throws Exception {
        // Given
        try (var server = TestServer.with(routes -> {})) {

            // When
            var answer = TestServer.raw(
                    server.front(""),
                    "GET /mill/%2e%2e/secret HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            // Then
            assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
        }
    }
}
