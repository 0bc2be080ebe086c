package dev.millrace.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.broker.EmbeddedBroker;
import dev.millrace.part.Health;
import dev.millrace.part.PartFailure;
import dev.millrace.topic.schema.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaAwayTest {

    private static final String ONE = "syntax = \"proto3\"; message M { int32 a = 1; }";
    private static final String TWO = "syntax = \"proto3\"; message M { int32 a = 1; int32 b = 2; }";

    @TempDir
    Path directory;

    @Test
    void shouldServeWhatItKnowsRefuseWhatIsNewAndComeBack() {
        // Given
        var broker = EmbeddedBroker.start(EmbeddedBroker.Config.in(directory));
        int port = Integer.parseInt(broker.bootstrapServers().split(":", 2)[1]);
        var registry = new SchemaRegistry(SchemaRegistry.Config.on(broker.bootstrapServers()));
        registry.start();
        var client = new RestClient(registry.url());
        client.register("s", ONE);

        // When
        broker.close();
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> registry.health().state() == Health.State.DEGRADED);
        var known = client.get("/subjects/s/versions/1");
        var repeated = client.register("s", ONE);
        var refused = client.register("s", TWO);

        // Then
        assertThat(known.status()).isEqualTo(200);
        assertThat(repeated.status()).isEqualTo(200);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.errorCode()).isEqualTo(50001);
        assertThat(refused.json().path("message").asText()).contains("cannot reach");
        assertThat(client.get("/health").json().path("detail").asText()).contains("Kafka is away");

        try (var back = EmbeddedBroker.start(new EmbeddedBroker.Config(directory, port, 0, Map.of()))) {
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> client.register("s", TWO).status() == 200);
            assertThat(back.bootstrapServers()).isEqualTo(broker.bootstrapServers());
            assertThat(client.get("/subjects/s/versions").json()).hasToString("[1,2]");
            Awaitility.await()
                    .atMost(30, TimeUnit.SECONDS)
                    .until(() -> registry.health().isReady());
        } finally {
            registry.stop();
        }
    }

    @Test
    void shouldSayWhyItCannotStart() {
        // Given
        var nowhere = new SchemaRegistry.Config("127.0.0.1:1", 0, "_schemas", Level.BACKWARD, Duration.ZERO, Map.of());

        // When
        var registry = new SchemaRegistry(nowhere);

        // Then
        assertThatThrownBy(registry::start).isInstanceOf(PartFailure.class).hasMessageContaining("127.0.0.1:1");
        registry.stop();
    }

    @Test
    void shouldRefuseTopicThatWouldForgetSchemas() throws Exception {
        try (var broker = EmbeddedBroker.start(EmbeddedBroker.Config.in(directory))) {
            // Given
            createTopic(broker, new NewTopic("_schemas", 1, (short) 1));

            // When
            var registry = new SchemaRegistry(SchemaRegistry.Config.on(broker.bootstrapServers()));

            // Then
            assertThatThrownBy(registry::start).isInstanceOf(PartFailure.class).hasMessageContaining("compact");
        }
    }

    private static void createTopic(EmbeddedBroker broker, NewTopic topic)
            throws InterruptedException, ExecutionException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(topic)).all().get();
        }
    }
}
