package dev.millrace.gateway.amqp;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** RabbitMQ as Debian packages it, a node of its own on the loopback; tests are skipped where it is not installed. */
final class RabbitUnderTest implements AmqpUnderTest {

    private static final Path PROGRAM = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
    private static final String NODE = "millrace-" + ProcessHandle.current().pid() + "@localhost";

    private final Path directory;
    private final int port = AmqpUnderTest.freePort();
    private final int mapperPort = AmqpUnderTest.freePort();
    private final Process mapper;
    private Process server;

    RabbitUnderTest(Path directory) {
        assumeTrue(
                Files.isExecutable(PROGRAM), "rabbitmq-server is not installed: the bridge is tested with Qpid alone");
        this.directory = directory;
        // Erlang would start one of its own that stays for ever.
        this.mapper = run("mapper", List.of("epmd", "-port", "" + mapperPort, "-address", "127.0.0.1"));
        this.server = started();
    }

    @Override
    public String url() {
        return "amqp://127.0.0.1:" + port;
    }

    @Override
    public void kill() {
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly();
        awaitEnd(server);
    }

    @Override
    public void start() {
        server = started();
    }

    /** Its own script stops the node when it is told to end. */
    @Override
    public void close() {
        server.destroy();
        awaitEnd(server);
        mapper.destroy();
        awaitEnd(mapper);
    }

    private Process started() {
        var process = run("server", List.of(PROGRAM.toString()));
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptionsInstanceOf(IOException.class)
                .failFast("RabbitMQ ended: see " + directory, () -> !process.isAlive())
                .until(() -> {
                    try (var connection = connect()) {
                        return connection.isOpen();
                    }
                });
        return process;
    }

    private Process run(String name, List<String> command) {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(name + ".log").toFile());
        builder.environment().putAll(environment());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("HOME", directory.toString()),
                Map.entry("RABBITMQ_NODENAME", NODE),
                Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_NODE_PORT", "" + port),
                Map.entry("RABBITMQ_DIST_PORT", "" + AmqpUnderTest.freePort()),
                Map.entry("RABBITMQ_MNESIA_BASE", directory.resolve("kept").toString()),
                Map.entry("RABBITMQ_LOG_BASE", directory.resolve("logs").toString()),
                Map.entry("RABBITMQ_LOGS", "-"),
                Map.entry("RABBITMQ_CONFIG_FILE", directory.resolve("none").toString()),
                Map.entry(
                        "RABBITMQ_CONF_ENV_FILE", directory.resolve("none.conf").toString()),
                Map.entry(
                        "RABBITMQ_ENABLED_PLUGINS_FILE",
                        directory.resolve("plugins").toString()),
                Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                Map.entry("ERL_EPMD_PORT", "" + mapperPort));
    }

    private static void awaitEnd(Process process) {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
