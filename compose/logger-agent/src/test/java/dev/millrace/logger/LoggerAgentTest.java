package dev.millrace.logger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import dev.millrace.broker.EmbeddedBroker;
import dev.millrace.message.logger.LoggerCommand;
import dev.millrace.message.logger.LoggerCommand.Action;
import dev.millrace.message.logger.LoggerEvent;
import dev.millrace.message.logger.LoggerEvent.Kind;
import dev.millrace.registry.SchemaRegistry;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.serde.MessageSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggerAgentTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private static EmbeddedBroker broker;
    private static SchemaRegistry registry;
    private static Cluster cluster;

    @TempDir
    Path directory;

    @BeforeAll
    static void start(@TempDir Path data) {
        broker = EmbeddedBroker.start(EmbeddedBroker.Config.in(data));
        registry = new SchemaRegistry(SchemaRegistry.Config.on(broker.bootstrapServers()));
        registry.start();
        cluster = Cluster.of(broker.bootstrapServers(), registry.url());
    }

    @AfterAll
    static void stop() {
        registry.stop();
        broker.close();
    }

    @Test
    void shouldDoAsCommandedAndTellEachStep() throws Exception {
        // Given
        var agent = agent("careful", "echo started; read key; echo offline; read never");
        agent.start();

        // When
        command("careful", "1", Action.ACTION_STOP, 0);
        command("careful", "2", Action.ACTION_START, 0);
        awaitEvent("careful", event -> event.getText().equals("started"));
        command("careful", "3", Action.ACTION_START, 0);
        command("careful", "4", Action.ACTION_TOGGLE_OFFLINE, 0);
        awaitEvent("careful", event -> event.getText().equals("offline"));
        command("careful", "5", Action.ACTION_STOP, 0);
        awaitEvent("careful", event -> event.getCommandId().equals("5"));
        agent.stop();

        // Then
        assertThat(told("careful"))
                .containsExactly(
                        "NOT_RUNNING 1 false",
                        "STARTED 2 true",
                        "PRINTED started true",
                        "ALREADY_RUNNING 3 true",
                        "TOGGLED_OFFLINE 4 true",
                        "PRINTED offline true",
                        "STOPPED 5 false",
                        "GONE  false");
    }

    @Test
    void shouldTellThatTheLoggerEndedByItself() throws Exception {
        // Given
        var agent = agent("short", "echo done");
        agent.start();

        // When
        command("short", "1", Action.ACTION_START, 0);

        // Then
        awaitEvent("short", event -> event.getKind() == Kind.KIND_STOPPED);
        agent.stop();
        assertThat(told("short"))
                .containsExactly("STARTED 1 true", "PRINTED done true", "STOPPED  false", "GONE  false");
    }

    @Test
    void shouldIgnoreWhatNobodyWaitsForAnyLongerAndWhatIsForOthers() throws Exception {
        // Given
        var agent = agent("patient", "echo never");
        agent.start();

        // When
        command("patient", "1", Action.ACTION_START, 1);
        command("another", "2", Action.ACTION_START, 0);
        command("patient", "3", Action.ACTION_STOP, 0);

        // Then
        awaitEvent("patient", event -> event.getCommandId().equals("3"));
        agent.stop();
        assertThat(told("patient")).containsExactly("NOT_RUNNING 3 false", "GONE  false");
    }

    private LoggerAgent agent(String name, String script) {
        return new LoggerAgent(
                cluster,
                new LoggerSettings(
                        name,
                        List.of("/bin/sh", "-c", script),
                        "",
                        directory.toString(),
                        Map.of(),
                        Duration.ofSeconds(60),
                        Duration.ofMillis(500)));
    }

    private static void command(String logger, String id, Action action, long expiresNs) throws Exception {
        var topic = cluster.topics().loggerCommands();
        var command = LoggerCommand.newBuilder()
                .setCommandId(id)
                .setAction(action)
                .setExpiresNs(expiresNs)
                .build();
        try (var producer = new KafkaProducer<>(
                cluster.clientProperties(), new StringSerializer(), new MessageSerdes(cluster).<Message>serializer())) {
            producer.send(new ProducerRecord<>(topic.name(), logger, command)).get();
        }
    }

    private static void awaitEvent(String logger, Predicate<LoggerEvent> wanted) {
        await().atMost(LONG_ENOUGH).until(() -> events(logger).stream().anyMatch(wanted));
    }

    private static List<String> told(String logger) {
        return events(logger).stream()
                .filter(event -> event.getKind() != Kind.KIND_ALIVE)
                .map(event -> event.getKind().name().substring("KIND_".length()) + " "
                        + (event.getKind() == Kind.KIND_PRINTED ? event.getText() : event.getCommandId()) + " "
                        + event.getRunning())
                .toList();
    }

    private static List<LoggerEvent> events(String logger) {
        var topic = cluster.topics().loggerEvents();
        var partition = new TopicPartition(topic.name(), 0);
        var found = new ArrayList<LoggerEvent>();
        try (var consumer = new KafkaConsumer<>(
                cluster.clientProperties(), new StringDeserializer(), new MessageSerdes(cluster).deserializer(topic))) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (var next : consumer.poll(Duration.ofMillis(200))) {
                    if (logger.equals(next.key())) found.add(next.value());
                }
            }
        }
        return found;
    }
}
