package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.millrace.launcher.platform.Home;
import dev.millrace.part.Observation;
import dev.millrace.part.Settings;
import dev.millrace.topic.RecordLimits;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of compose/docker, as far as they can be held to something without a container engine. */
class ContainersTest {

    private static final Path DOCKER = Home.find().resolve("compose/docker");
    private static final Set<String> OF_EVERY_PART =
            Set.of(Observation.VARIABLE, "MILLRACE_LOG_FORMAT", "MILLRACE_LOG_LEVEL", "JAVA_OPTIONS");
    /** By part: the commented file of its settings, below its module's resources. */
    private static final Map<String, String> SETTINGS = Map.of(
            "gateway", "gateways/src/main/resources/dev/millrace/gateway/gateway.yaml",
            "topology", "topology/src/main/resources/dev/millrace/topology/topology.yaml",
            "gpu", "gpu-processor/src/main/resources/dev/millrace/gpu/gpu.yaml",
            "connect", "connect/src/main/resources/dev/millrace/connect/connect.yaml");

    private final JsonNode compose = read(DOCKER.resolve("docker-compose.yml"));
    private final JsonNode open = read(DOCKER.resolve("docker-compose.open.yml"));

    static Stream<String> parts() {
        return SETTINGS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("parts")
    void shouldSetNoVariableThatIsNoSetting(String part) {
        // Given
        var settings = keys(read(Home.find().resolve(SETTINGS.get(part))), "")
                .map(Settings::variable)
                .collect(Collectors.toCollection(TreeSet::new));

        // When
        var set = new TreeSet<>(variables(part).keySet());
        set.addAll(fieldNames(open.path("services").path(part).path("environment")));

        // Then
        assertThat(set).isNotEmpty();
        assertThat(set)
                .allSatisfy(variable -> assertThat(settings.contains(variable) || OF_EVERY_PART.contains(variable))
                        .as(variable + " is a setting of " + part)
                        .isTrue());
    }

    @Test
    void shouldGiveEachServiceTheSecretsItReads() {
        // When
        var services = compose.path("services").properties();

        // Then
        assertThat(services).allSatisfy(service -> {
            var text = service.getValue().toString();
            var given = strings(service.getValue().path("secrets"));
            var read = Pattern.compile("/run/secrets/([a-z-]+)")
                    .matcher(text)
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
            assertThat(Set.copyOf(given)).as(service.getKey()).isEqualTo(read);
            assertThat(fieldNames(compose.path("secrets"))).containsAll(given);
        });
    }

    @Test
    void shouldLimitAndWatchEveryService() {
        // When
        var services = compose.path("services").properties();

        // Then
        assertThat(services).allSatisfy(service -> {
            assertThat(service.getValue().at("/deploy/resources/limits/memory").asText())
                    .as(service.getKey() + "'s memory")
                    .isNotEmpty();
            assertThat(service.getKey().equals("topics") || service.getValue().has("healthcheck"))
                    .as(service.getKey() + "'s health check")
                    .isTrue();
        });
        assertThat(compose.at("/services/kafka/environment/KAFKA_MESSAGE_MAX_BYTES")
                        .asInt())
                .isEqualTo(RecordLimits.RECORD_BYTES);
    }

    @Test
    void shouldNameEveryVariableThatPeopleMayChange() throws IOException {
        // Given
        var example = Files.readAllLines(DOCKER.resolve(".env.example")).stream()
                .filter(line -> line.matches("[A-Z_]+=.*"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toCollection(TreeSet::new));

        // When
        var asked = Pattern.compile("\\$\\{([A-Z_]+)[:}]")
                .matcher(Files.readString(DOCKER.resolve("docker-compose.yml")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        example.remove("COMPOSE_PROJECT_NAME");
        assertThat(asked).isEqualTo(example);
    }

    /** By the schema that Docker Compose itself holds them to; it asks for no engine. */
    @ParameterizedTest
    @ValueSource(strings = {"", "-f docker-compose.open.yml"})
    void shouldFollowTheComposeSchema(String besides) throws Exception {
        // Given
        assumeTrue(isThere("docker-compose"), "skipped: there is no docker-compose program here");

        // When
        var command = "docker-compose --env-file .env.example -f docker-compose.yml " + besides + " config --quiet";
        var check = new ProcessBuilder(command.split(" +"))
                .directory(DOCKER.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(check.getInputStream().readAllBytes());

        // Then
        assertThat(check.waitFor()).as(said).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"topology", "gateway"})
    void shouldStartFromTheSameCommandWithoutContainers(String part, @TempDir Path directory) throws Exception {
        // Given
        var service = compose.path("services").path(part);
        var app = directory.resolve("app");
        run(
                DOCKER.resolve("assemble").toString(),
                service.at("/build/args/MODULE").asText(),
                app.toString());
        Files.copy(DOCKER.resolve("start"), app.resolve("start"));
        app.resolve("start").toFile().setExecutable(true);
        var tokens = Files.writeString(directory.resolve("tokens"), "operator * 0123456789abcdef0123456789abcdef\n");
        var observed = freePort();

        // When
        try (var millrace = Millrace.start(
                directory.resolve("data"), Map.of("gateway.as", "elsewhere", "topology.as", "elsewhere"))) {
            var variables = new LinkedHashMap<>(variables(part));
            variables.put("MILLRACE_CLUSTER_BOOTSTRAP_SERVERS", millrace.at("kafka"));
            variables.put("MILLRACE_CLUSTER_SCHEMA_REGISTRY", millrace.at("schemaRegistry"));
            variables.put(Observation.VARIABLE, "127.0.0.1:" + observed);
            variables.replaceAll((name, value) -> switch (name) {
                case "MILLRACE_CLUSTER_NAMESPACE", "MILLRACE_AMQP_URL", "MILLRACE_AMQP_PASSWORD_FILE" -> "";
                case "MILLRACE_HUB_UPLOADS_DIRECTORY" ->
                    directory.resolve("uploads").toString();
                case "MILLRACE_GATEWAY_HOST" -> "127.0.0.1";
                case "MILLRACE_GATEWAY_ACCESS_TOKENS_FILE" -> tokens.toString();
                case "MILLRACE_TELEMETRY_ARCHIVE", "MILLRACE_HISTORY_URL", "MILLRACE_HISTORY_PASSWORD_FILE" -> "";
                case "MILLRACE_TOPOLOGY_STATE_DIRECTORY" ->
                    directory.resolve("state").toString();
                default -> value;
            });
            if (part.equals("gateway")) {
                variables.put("MILLRACE_GATEWAY_PORT", "0");
                variables.put("MILLRACE_GATEWAY_LEGACY_PORTS_HUB", "0");
                variables.put("MILLRACE_GATEWAY_LEGACY_PORTS_TELEMETRY", "0");
            }
            try (var running = start(app, strings(service.path("command")), variables, directory)) {

                // Then
                await().atMost(Duration.ofMinutes(2)).until(() -> running.hasSaid("READY"));
                // It has been ready, and may have to wait for a neighbour again.
                await().atMost(Duration.ofMinutes(2)).until(() -> status(observed, "/health/ready") == 200);
                assertThat(status(observed, "/metrics")).isEqualTo(200);
            }
        }
    }

    private record Running(Process process, Path output) implements AutoCloseable {

        boolean hasSaid(String word) throws IOException {
            assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
            return Files.readString(output).contains(word);
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) process.destroyForcibly();
        }
    }

    private static Running start(Path app, List<String> command, Map<String, String> variables, Path directory)
            throws IOException {
        var line = new ArrayList<>(List.of(app.resolve("start").toString()));
        line.addAll(command);
        var output = Files.createTempFile(directory, "part-", ".out");
        var builder = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(variables);
        builder.environment().put("JAVA_OPTIONS", "-Xmx256m");
        return new Running(builder.start(), output);
    }

    private static int status(int port, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** With what the service merges from others. */
    private Map<String, String> variables(String part) {
        var variables = new LinkedHashMap<String, String>();
        var environment = compose.path("services").path(part).path("environment");
        if (environment.has("<<")) {
            compose.path("x-cluster")
                    .properties()
                    .forEach(entry ->
                            variables.put(entry.getKey(), entry.getValue().asText()));
        }
        environment.properties().stream()
                .filter(entry -> !entry.getKey().equals("<<"))
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asText()));
        return variables;
    }

    private static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Set<String> fieldNames(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private static Stream<String> keys(JsonNode node, String path) {
        if (!node.isObject() || node.isEmpty()) return Stream.of(path);
        return node.properties().stream()
                .flatMap(
                        entry -> keys(entry.getValue(), path.isEmpty() ? entry.getKey() : path + "." + entry.getKey()));
    }

    private static JsonNode read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
