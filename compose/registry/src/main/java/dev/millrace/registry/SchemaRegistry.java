package dev.millrace.registry;

import dev.millrace.part.Backoff;
import dev.millrace.part.Health;
import dev.millrace.part.PartFailure;
import dev.millrace.part.PartMain;
import dev.millrace.topic.schema.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** The schema registry on 127.0.0.1; any number of them share one topic. Thread-safe but for start and stop. */
public final class SchemaRegistry implements PartMain.Served {

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));

    private final Config config;
    private volatile @Nullable Running running;

    public SchemaRegistry(Config config) {
        this.config = config;
    }

    private record Running(Admin admin, LogReader reader, SchemaLog log, HttpServer server) {
        void stop() {
            server.close();
            log.close();
            reader.close();
            admin.close(Duration.ofSeconds(1));
        }
    }

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public void start() {
        var admin = Admin.create(config.adminSettings());
        var catalogue = new Catalogue();
        var reader = new LogReader(config, catalogue);
        var log = new SchemaLog(config, admin, reader);
        var service = new Registrar(catalogue, log, config.defaultLevel());
        var parts = new Running(admin, reader, log, new HttpServer(config.port(), service, this::health));
        try {
            onceKafkaAnswers(() -> SchemaTopic.ensure(admin, config.topic()));
            reader.start();
            onceKafkaAnswers(log::refresh);
            parts.server().start();
            running = parts;
        } catch (RuntimeException e) {
            parts.stop();
            throw e;
        }
    }

    /** Kafka may be a little behind us, or not know its own new topic yet. */
    private void onceKafkaAnswers(Runnable step) {
        long deadline = System.nanoTime() + config.startWithin().toNanos();
        for (int attempt = 1; ; attempt++) {
            try {
                step.run();
                return;
            } catch (InterruptException e) {
                throw e;
            } catch (KafkaException | Refused e) {
                if (System.nanoTime() > deadline) {
                    throw new PartFailure(
                            "the schema registry cannot use Kafka at " + config.bootstrapServers() + ": "
                                    + e.getMessage(),
                            e);
                }
                pause(BACKOFF.wait(attempt, ThreadLocalRandom.current()));
            }
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** The base URL. */
    public String url() {
        var parts = running;
        if (parts == null) throw new IllegalStateException("the registry is not running");
        return "http://" + HttpServer.HOST + ":" + parts.server().port();
    }

    @Override
    public String served() {
        return url();
    }

    @Override
    public Health health() {
        var parts = running;
        if (parts == null) return Health.of(Health.State.DOWN, "not running");
        if (parts.reader().isDead()) return Health.of(Health.State.DOWN, "no longer reads " + config.topic());
        return parts.reader().isAway()
                ? Health.of(Health.State.DEGRADED, "Kafka is away: known schemas are served, new ones refused")
                : Health.ready();
    }

    @Override
    public void stop() {
        var parts = running;
        if (parts != null) parts.stop();
        running = null;
    }

    /**
     * Where the registry keeps schemas and listens.
     *
     * @param port on 127.0.0.1, 0 for any free one
     * @param topic created when absent
     * @param defaultLevel asked of every subject until something else is set
     * @param startWithin how long Kafka may take to answer the first time
     * @param kafka more properties of the connection to Kafka
     */
    public record Config(
            String bootstrapServers,
            int port,
            String topic,
            Level defaultLevel,
            Duration startWithin,
            Map<String, String> kafka) {

        public Config {
            if (bootstrapServers.isBlank()) throw new IllegalArgumentException("bootstrap-servers must be given");
            if (port < 0 || port > 65_535) throw new IllegalArgumentException("port must be 0 to 65535: " + port);
            if (topic.isBlank()) throw new IllegalArgumentException("topic must be given");
            if (startWithin.isNegative()) throw new IllegalArgumentException("start-within must not be negative");
            kafka = Map.copyOf(kafka);
        }

        /** The usual topic, on a free port. */
        public static Config on(String bootstrapServers) {
            return new Config(
                    bootstrapServers, 0, "_schemas", Level.BACKWARD_TRANSITIVE, Duration.ofSeconds(30), Map.of());
        }

        public Config withPort(int other) {
            return new Config(bootstrapServers, other, topic, defaultLevel, startWithin, kafka);
        }

        TopicPartition partition() {
            return new TopicPartition(topic, 0);
        }

        Map<String, Object> connection() {
            var connection = new HashMap<String, Object>(kafka);
            connection.put("bootstrap.servers", bootstrapServers);
            return connection;
        }

        Map<String, Object> adminSettings() {
            var settings = connection();
            settings.put("default.api.timeout.ms", 4_000);
            settings.put("request.timeout.ms", 2_000);
            return settings;
        }
    }
}
