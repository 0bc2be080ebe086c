package dev.millrace.gateway.hub.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.Gateway;
import dev.millrace.gateway.GatewaySettings;
import dev.millrace.gateway.live.LiveReader;
import dev.millrace.gateway.live.RealKafka;
import dev.millrace.gateway.live.Start;
import dev.millrace.gateway.live.TailLimits;
import dev.millrace.gateway.live.Watch;
import dev.millrace.message.system.SystemRestart;
import dev.millrace.topic.Cluster;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class WorldRoutesTest {

    static {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String LOCATION = "{\"point\":{\"x\":1.0,\"y\":2.0,\"z\":-3.5},\"dimensions\":[]}";

    /** A wall with a gap at its lower end, in a room of 10 by 10 by 1. */
    private static final String ROOM =
            "v 0 0 0\nv 10 10 1\nv 5 2 0\nv 5 10 0\nv 5 10 1\nv 5 2 1\n" + "f 1 1 1\nf 2 2 2\nf 3 4 5 6\n";

    @TempDir
    private Path directory;

    private final Cluster cluster = KAFKA.cluster();
    private final List<Gateway> gateways = new ArrayList<>();

    @BeforeEach
    void fill() throws IOException {
        var models = Files.createDirectory(directory.resolve("models"));
        Files.writeString(models.resolve("room.obj"), ROOM);
        Files.writeString(models.resolve("room.mtl"), "newmtl red\n");
        Files.writeString(directory.resolve("secret.obj"), ROOM);
        Files.createSymbolicLink(models.resolve("link.obj"), directory.resolve("secret.obj"));
        Files.setLastModifiedTime(models.resolve("room.mtl"), FileTime.from(Instant.ofEpochSecond(1_766_000_000)));
    }

    @AfterEach
    void close() {
        gateways.forEach(Gateway::stop);
    }

    @Test
    void shouldAnswerAsTheLegacyHubDid() throws Exception {
        // Given
        var hub = start();

        // Then
        assertThat(get(hub, "/api/")).isEqualTo("200 {\"message\":\"Hello from the server with tracing!\"}");
        assertThat(get(hub, "/api/test")).isEqualTo("200 {\"status\":\"ok\",\"message\":\"Server is running\"}");
        assertThat(get(hub, "/api/destination"))
                .isEqualTo("200 {\"point\":{\"x\":0,\"y\":0,\"z\":0},\"dimensions\":[]}");
        assertThat(get(hub, "/api/current_location"))
                .isEqualTo("200 {\"point\":{\"x\":0.0,\"y\":0.0,\"z\":0.0},\"dimensions\":[]}");
        assertThat(get(hub, "/api/torus")).matches("200 \\{\"x\":-?[0-9.e-]+,\"y\":(-?[0-9.e-]+),\"z\":\\1}");
        assertThat(get(hub, "/api/route_random?num_points=0")).isEqualTo("200 []");
        assertThat(get(hub, "/api/route_random?num_points=-7")).isEqualTo("200 []");
        assertThat(get(hub, "/api/route_random")).matches("200 \\[(\\{\"x\":[^}]*},){9}\\{\"x\":[^}]*}]");
        assertThat(get(hub, "/api/route_random?num_points=x"))
                .isEqualTo("422 {\"detail\":[{\"loc\":[\"query\",\"num_points\"],"
                        + "\"msg\":\"value is not a valid integer\",\"type\":\"type_error.integer\"}]}");
        assertThat(get(hub, "/api/route_random?num_points=999999999999999"))
                .isEqualTo("422 {\"detail\":[{\"loc\":[\"query\",\"num_points\"],"
                        + "\"msg\":\"ensure this value is less than or equal to 10000\","
                        + "\"type\":\"value_error.number.not_le\",\"ctx\":{\"limit_value\":10000}}]}");
        assertThat(get(hub, "/api/nothing")).isEqualTo("404 {\"detail\":\"Not Found\"}");
        var notAllowed = send(hub, "POST", "/api/test", "");
        assertThat(notAllowed.statusCode()).isEqualTo(405);
        assertThat(notAllowed.body()).isEqualTo("{\"detail\":\"Method Not Allowed\"}");
        assertThat(notAllowed.headers().firstValue("Allow")).hasValue("GET");
        assertThat(send(hub, "GET", "/api/restart", "").headers().firstValue("Allow"))
                .hasValue("POST");
        for (var path :
                Map.of("/api", "/api/", "/api/test/?a=b", "/api/test?a=b").entrySet()) {
            var moved = send(hub, "GET", path.getKey(), "");
            assertThat(moved.statusCode()).isEqualTo(307);
            assertThat(moved.headers().firstValue("Location"))
                    .hasValue(uri(hub, path.getValue()).toString());
        }
    }

    @Test
    void shouldTellOnEveryGatewayWhereOneIs() throws Exception {
        // Given
        var here = start();
        var there = start();

        // When
        var moved = post(here, "/api/set_current_location", "{\"x\":1,\"y\":\"2\",\"z\":-3.5,\"more\":0}");

        // Then
        assertThat(moved).isEqualTo("200 {\"status\":\"success\",\"current_location\":[1.0,2.0,-3.5]}");
        assertThat(get(here, "/api/current_location")).isEqualTo("200 " + LOCATION);
        await().until(() -> get(there, "/api/current_location").equals("200 " + LOCATION));
        var started = start();
        await().until(() -> get(started, "/api/current_location").equals("200 " + LOCATION));
    }

    @Test
    void shouldSayWhatIsWrongWithAPlace() throws Exception {
        // Given
        var hub = start();

        // Then
        assertThat(post(hub, "/api/set_current_location", "{\"y\":NaN,\"z\":[]}"))
                .isEqualTo("422 {\"detail\":["
                        + "{\"loc\":[\"body\",\"x\"],\"msg\":\"field required\",\"type\":\"value_error.missing\"},"
                        + "{\"loc\":[\"body\",\"y\"],\"msg\":\"value is not a valid float\",\"type\":\"type_error.float\"},"
                        + "{\"loc\":[\"body\",\"z\"],\"msg\":\"value is not a valid float\",\"type\":\"type_error.float\"}"
                        + "]}");
        assertThat(post(hub, "/api/set_current_location", ""))
                .isEqualTo(
                        "422 {\"detail\":[{\"loc\":[\"body\"],\"msg\":\"field required\",\"type\":\"value_error.missing\"}]}");
        assertThat(post(hub, "/api/set_current_location", "[]"))
                .isEqualTo(
                        "422 {\"detail\":[{\"loc\":[\"body\"],\"msg\":\"value is not a valid dict\",\"type\":\"type_error.dict\"}]}");
        assertThat(post(hub, "/api/set_current_location", "{\"x\":"))
                .startsWith("422 ")
                .contains("value_error.jsondecode");
    }

    @Test
    void shouldGiveFilesOfTheFolderAndNoOthers() throws Exception {
        // Given
        var hub = start();

        // When
        var file = send(hub, "GET", "/api/obj?file_name=room.mtl", "");

        // Then
        assertThat(file.body()).isEqualTo("newmtl red\n");
        var headers = file.headers();
        assertThat(headers.firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(headers.firstValue("Content-Disposition")).hasValue("attachment; filename=\"room.mtl\"");
        assertThat(headers.firstValue("Last-Modified")).hasValue("Wed, 17 Dec 2025 19:33:20 GMT");
        assertThat(headers.firstValue("ETag")).hasValue("\"7088d3f72ebc2de68498a0b1fa2b5087\"");
        assertThat(send(hub, "GET", "/api/obj?file_name=room.obj", "").headers().firstValue("Content-Type"))
                .hasValue("model/obj");
        for (var name : List.of("none.obj", "..%2Fsecret.obj", "link.obj", ".", "a%00b")) {
            assertThat(send(hub, "GET", "/api/obj?file_name=" + name, "").statusCode())
                    .isEqualTo(404);
        }
        assertThat(get(hub, "/api/obj?file_name=none.obj")).isEqualTo("404 {\"message\":\"File none.obj not found\"}");
        assertThat(get(hub, "/api/obj"))
                .isEqualTo("422 {\"detail\":[{\"loc\":[\"query\",\"file_name\"],"
                        + "\"msg\":\"field required\",\"type\":\"value_error.missing\"}]}");
    }

    @Test
    void shouldFindAWayThroughTheModelThatWasFetched() throws Exception {
        // Given
        var hub = start();
        var other = start();
        assertThat(get(hub, "/api/route_projection"))
                .isEqualTo(
                        "422 {\"detail\":[{\"loc\":[\"body\"],\"msg\":\"field required\",\"type\":\"value_error.missing\"}]}");
        assertThat(get(hub, "/api/route_projection?destination_x=1"))
                .contains("[\"query\",\"destination_y\"]", "[\"query\",\"destination_z\"]");
        assertThat(get(hub, "/api/route_projection?destination_x=1&destination_y=1&destination_z=1"))
                .isEqualTo("400 {\"message\":\"No model loaded. Please load a model first.\"}");

        // When
        get(hub, "/api/obj?file_name=room.obj");
        await().until(() -> get(other, "/api/current_location").endsWith("\"dimensions\":[10,10,1]}"));
        post(other, "/api/set_current_location", "{\"x\":1.5,\"y\":8.5,\"z\":0.5}");
        var asBody = send(other, "GET", "/api/route_projection", "{\"x\":8.5,\"y\":8.5,\"z\":0.5}");
        var asQuery =
                send(other, "GET", "/api/route_projection?destination_x=8.5&destination_y=8.5&destination_z=.5", "");

        // Then
        assertThat(asBody.statusCode()).isEqualTo(200);
        assertThat(asQuery.body()).isEqualTo(asBody.body());
        assertThat(asBody.body())
                .startsWith("{\"path\":[[1,8,0],")
                .contains("[5,1,0]")
                .contains("\"path_small\":[[1,8,0],")
                .endsWith("\"dimensions\":[10,10,1],\"current_location\":[1,8,0],\"destination\":[8,8,0]}");
    }

    @Test
    void shouldCallServicesToBeginAnewOnceTheBrokerHasIt() throws Exception {
        // Given
        var restarts = restarts();
        var hub = start();
        await().until(() -> restarts.size() == 1);

        // When
        var asked = post(hub, "/api/restart", "");

        // Then
        assertThat(asked).isEqualTo("200 {\"status\":\"success\",\"message\":\"Restart command published\"}");
        await().until(() -> restarts.size() == 2);
        assertThat(restarts)
                .extracting(SystemRestart::getBody)
                .containsExactly("{\"type\":\"restart\"}", "{\"type\": \"restart\"}");
        assertThat(restarts).allMatch(restart -> restart.getIssuedNs() > 0);
    }

    private List<SystemRestart> restarts() {
        var found = new CopyOnWriteArrayList<SystemRestart>();
        var reader = LiveReader.open(
                LiveReader.Lane.FAST,
                cluster,
                RealKafka.serdes(cluster),
                TailLimits.DEFAULT,
                new SimpleMeterRegistry(),
                refused -> {});
        reader.subscribe(
                Watch.all(cluster.topics().systemRestarts(), Start.cursor(0)), live -> found.add(live.value()));
        return found;
    }

    private Gateway start() {
        var gateway = Gateway.of(GatewaySettings.of(Map.of())
                .with("gateway.instance", "g" + gateways.size())
                .with("gateway.port", "0")
                .with("gateway.legacy-ports.hub", "0")
                .with("gateway.legacy-ports.telemetry", "-1")
                .with("gateway.capabilities", "[hub]")
                .with("hub.world.models", directory.resolve("models").toString())
                .with("hub.world.resolution", "10")
                .with("cluster.bootstrap-servers", cluster.bootstrapServers())
                .with("cluster.schema-registry", cluster.schemaRegistry())
                .with("cluster.namespace", cluster.namespace()));
        gateways.add(gateway);
        gateway.start();
        return gateway;
    }

    private static String get(Gateway hub, String path) throws IOException, InterruptedException {
        var response = send(hub, "GET", path, "");
        return response.statusCode() + " " + response.body();
    }

    private static String post(Gateway hub, String path, String body) throws IOException, InterruptedException {
        var response = send(hub, "POST", path, body);
        return response.statusCode() + " " + response.body();
    }

    private static HttpResponse<String> send(Gateway hub, String method, String path, String body)
            throws IOException, InterruptedException {
        var publisher =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return HTTP.send(
                HttpRequest.newBuilder(uri(hub, path)).method(method, publisher).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(Gateway hub, String path) {
        return URI.create(String.valueOf(hub.address("hub")).replaceAll("/$", "") + path);
    }
}
