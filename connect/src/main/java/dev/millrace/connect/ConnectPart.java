package dev.millrace.connect;

import dev.millrace.part.Backoff;
import dev.millrace.part.Health;
import dev.millrace.part.PartFailure;
import dev.millrace.part.PartMain;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Provisioning;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps topics in a database: brings its tables up to date, runs a Connect worker, registers our connectors and looks
 * after them. Thread-safe but for start and stop.
 */
final class ConnectPart implements PartMain.Served {

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));

    private final Cluster cluster;
    private final ConnectSettings settings;
    private final List<Template> templates;
    private @Nullable Worker worker;
    private @Nullable Thread watch;
    private volatile @Nullable Connectors connectors;
    private volatile String url = "";

    ConnectPart(Cluster cluster, ConnectSettings settings) {
        this.cluster = cluster;
        this.settings = settings;
        var values = values(cluster, settings.database());
        this.templates = settings.connectors().stream()
                .map(name -> Template.find(name, settings.templates(), values))
                .toList();
    }

    /** What a template may ask for. */
    static Map<String, String> values(Cluster cluster, ConnectSettings.Database database) {
        return Map.of(
                "prefix", cluster.topics().namespace().qualify(""),
                "bootstrap-servers", cluster.bootstrapServers(),
                "schema-registry", cluster.schemaRegistry(),
                "jdbc-url", database.tablesUrl(),
                "jdbc-user", database.user(),
                "jdbc-password-file", database.passwordFile());
    }

    /** A step of the start that may have to wait for a neighbour. */
    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    @Override
    public String name() {
        return "connect";
    }

    @Override
    public void start() {
        var deadline = System.nanoTime() + settings.patience().toNanos();
        eventually("Kafka at " + cluster.bootstrapServers(), deadline, this::provision);
        if (settings.database().migrate()) {
            var migrations = new Migrations(settings.database());
            eventually("the database at " + settings.database().url(), deadline, migrations::apply);
        }
        if (settings.worker().isEmpty()) {
            worker = Worker.start(cluster, settings);
            url = worker.url();
        } else {
            url = settings.worker();
        }
        var client = new WorkerClient(url);
        for (var template : templates) {
            eventually("the Connect worker at " + url, deadline, () -> client.put(template));
        }
        var own = new Connectors(client, templates.stream().map(Template::name).toList());
        connectors = own;
        awaitRunning(own, deadline);
        watch = new Thread(() -> watch(own), "connectors-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private void provision() {
        Provisioning.ensure(cluster, cluster.topics().all());
    }

    private static void eventually(String neighbour, long deadline, Step step) {
        for (int attempt = 1; ; attempt++) {
            try {
                step.run();
                return;
            } catch (InterruptException | InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new PartFailure("interrupted", e);
            } catch (WorkerClient.Refused e) {
                throw new PartFailure("the Connect worker refuses a connector: " + e.getMessage(), e);
            } catch (KafkaException | Migrations.Away | IOException e) {
                if (System.nanoTime() > deadline) {
                    throw new PartFailure(neighbour + " cannot be used: " + e.getMessage(), e);
                }
                pause(BACKOFF.wait(attempt, ThreadLocalRandom.current()));
            }
        }
    }

    /** A connector that does not run by then is looked after like one that fails later. */
    private static void awaitRunning(Connectors connectors, long deadline) {
        try {
            connectors.look();
            while (!connectors.areRunning() && System.nanoTime() < deadline) {
                Thread.sleep(100);
                connectors.look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailure("interrupted", e);
        }
    }

    private void watch(Connectors connectors) {
        try {
            while (true) {
                Thread.sleep(settings.watch().toMillis());
                connectors.look();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailure("interrupted", e);
        }
    }

    /** The base URL of the worker's REST interface. */
    String url() {
        return url;
    }

    @Override
    public String served() {
        return "connect=" + url;
    }

    @Override
    public Health health() {
        var own = connectors;
        if (own == null) return Health.of(Health.State.STARTING, "");
        var components = new LinkedHashMap<>(own.health());
        // A failed connector leaves the others at work.
        components.replaceAll((name, each) ->
                each.isReady() ? each : new Health(Health.State.DEGRADED, each.detail(), each.components()));
        return Health.of(components);
    }

    @Override
    public void stop() {
        if (watch != null) watch.interrupt();
        if (worker != null) worker.close();
        watch = null;
        worker = null;
        connectors = null;
    }
}
