package dev.millrace.gateway;

import static dev.millrace.gateway.TestServer.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.broker.EmbeddedBroker;
import dev.millrace.part.Health;
import dev.millrace.part.PartFailure;
import dev.millrace.part.Settings;
import dev.millrace.part.SettingsException;
import dev.millrace.topic.Namespace;
import dev.millrace.topic.Topics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path directory;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(EmbeddedBroker.Config.in(directory));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void shouldServeEveryCapabilityOnceTheTopicsExist() throws Exception {
        // Given
        var gateway = Gateway.of(settings("serving"));
        gateway.showing(() -> Map.of("topology", Health.of(Health.State.STARTING, "restores")));
        try {

            // When
            gateway.start();

            // Then
            var console = gateway.address("console");
            assertThat(gateway.served()).contains("console=" + console).contains("telemetry=http://127.0.0.1:");
            assertThat(gateway.health().isReady()).isTrue();
            assertThat(get(console.resolve("/health/ready")).statusCode()).isEqualTo(200);
            assertThat(JSON.readTree(get(console.resolve("/health")).body())
                            .at("/components/analyst/status")
                            .asText())
                    .isEqualTo("ready");
            assertThat(get(console.resolve("/metrics")).body()).contains("millrace_gateway_requests_seconds_count");
            var overview = JSON.readTree(get(console.resolve("/api/overview")).body());
            assertThat(overview.at("/parts").findValuesAsText("name")).contains("gateway", "kafka", "topology");
            assertThat(overview.at("/clients").findValuesAsText("socket")).contains("/ws");
            assertThat(get(console.resolve("/")).headers().firstValue("Location"))
                    .hasValue("/console/overview");
        } finally {
            gateway.stop();
        }
    }

    @Test
    void shouldTellAnalystsHowTheTopicsStand() throws Exception {
        // Given
        var gateway = Gateway.of(settings("analysts"));
        try {
            gateway.start();
            var address = gateway.address("console").resolve("/analyst/api/topics");
            get(address);
            try (var producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", broker.bootstrapServers()),
                    new StringSerializer(),
                    new StringSerializer())) {
                for (var i = 0; i < 50; i++) {
                    producer.send(new ProducerRecord<>("analysts.video.events", "k", "v"));
                }
            }

            // When
            var rows = await().atMost(Duration.ofSeconds(20))
                    .until(
                            () -> JSON.readTree(get(address).body()),
                            json -> records(json, "analysts.video.events") == 50);

            // Then
            assertThat(rows.findValuesAsText("topic")).contains("analysts.telemetry.compressed");
            assertThat(rows.size()).isEqualTo(Topics.in(Namespace.NONE).all().size());
        } finally {
            gateway.stop();
        }
    }

    @Test
    void shouldRefuseNewWorkWhileItDrains() throws Exception {
        // Given
        var gateway = Gateway.of(settings("draining"));
        try {
            gateway.start();
            var console = gateway.address("console");
            var socket = URI.create(console.toString().replace("http", "ws") + "/telemetry/ws");
            try (var client = TestClient.open(socket)) {

                // When
                gateway.drain(Duration.ofSeconds(5));

                // Then
                assertThat(client.closing()).startsWith("1001");
                assertThat(get(console.resolve("/health/ready")).statusCode()).isEqualTo(503);
                assertThat(get(console.resolve("/health")).statusCode()).isEqualTo(200);
                assertThat(get(console.resolve("/analyst/api/topics")).statusCode())
                        .isEqualTo(503);
            }
        } finally {
            gateway.stop();
        }
    }

    @Test
    void shouldStartWithoutKafkaAndServeOnceItIsThere(@TempDir Path later) throws Exception {
        // Given
        var port = freePort();
        var settings = settings("late")
                .with("cluster.bootstrap-servers", "127.0.0.1:" + port)
                .with("gateway.kafka-wait", "100ms");
        var gateway = Gateway.of(settings);
        try {
            gateway.start();
            var console = gateway.address("console");
            var before = get(console.resolve("/health/ready"));

            // When
            try (var kafka = EmbeddedBroker.start(new EmbeddedBroker.Config(later, port, 0, Map.of()))) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> get(console.resolve("/health/ready")).statusCode() == 200);

                // Then
                assertThat(kafka.bootstrapServers()).endsWith(":" + port);
                assertThat(before.statusCode()).isEqualTo(503);
                assertThat(before.body()).contains("waits for Kafka at 127.0.0.1:" + port);
            }
        } finally {
            gateway.stop();
        }
    }

    @Test
    void shouldRefuseTopicsThatAreNotAsTheCatalogueSays() throws Exception {
        // Given
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(java.util.List.of(new NewTopic("odd.telemetry.compressed", 3, (short) 1)))
                    .all()
                    .get();
        }
        var gateway = Gateway.of(settings("odd"));

        // When
        // Then
        try {
            assertThatThrownBy(gateway::start)
                    .isInstanceOf(PartFailure.class)
                    .hasMessageContaining("odd.telemetry.compressed has 3 partitions instead of 4");
        } finally {
            gateway.stop();
        }
    }

    @Test
    void shouldNameTheBusyPortAndItsSetting() throws Exception {
        // Given
        try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var gateway = Gateway.of(settings("busy").with("gateway.legacy-ports.telemetry", "" + busy.getLocalPort()));

            // When
            // Then
            try {
                assertThatThrownBy(gateway::start)
                        .isInstanceOf(PartFailure.class)
                        .hasMessageContaining("port " + busy.getLocalPort())
                        .hasMessageContaining("gateway.legacy-ports.telemetry");
            } finally {
                gateway.stop();
            }
        }
    }

    @Test
    void shouldRefuseToListenToOtherMachinesUntilSomethingIsSaid() {
        // Given
        var gateway = Gateway.of(settings("open").with("gateway.host", "0.0.0.0"));

        // When
        // Then
        try {
            assertThatThrownBy(gateway::start)
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("auth: none");
        } finally {
            gateway.stop();
        }
    }

    private static long records(com.fasterxml.jackson.databind.JsonNode rows, String topic) {
        for (var row : rows)
            if (row.path("topic").asText().equals(topic))
                return row.path("records").asLong();
        return -1;
    }

    private static Settings settings(String namespace) {
        return GatewaySettings.defaults()
                .with("gateway.port", "0")
                .with("gateway.legacy-ports.hub", "0")
                .with("gateway.legacy-ports.telemetry", "0")
                .with("cluster.namespace", namespace)
                .with("cluster.bootstrap-servers", broker.bootstrapServers());
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
