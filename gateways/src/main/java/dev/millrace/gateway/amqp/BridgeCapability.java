package dev.millrace.gateway.amqp;

import dev.millrace.gateway.Capability;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.Problem;
import dev.millrace.gateway.RouteLimits;
import dev.millrace.gateway.Routes;
import dev.millrace.part.Backoff;
import dev.millrace.part.Health;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bridge to the exchanges of an AMQP broker, in both directions; and the ledger that proves what went over it. */
public final class BridgeCapability implements Capability {

    private static final Logger LOG = LoggerFactory.getLogger(BridgeCapability.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));

    private final BridgeSettings settings;
    private final Platform platform;
    private final AmqpServer server;
    private volatile @Nullable Running running;
    private volatile String waiting = "";
    private volatile boolean isStopping;

    private record Running(List<Crossing> crossings, LedgerPage ledger) {}

    private BridgeCapability(BridgeSettings settings, Platform platform) {
        this.settings = settings;
        this.platform = platform;
        this.server = new AmqpServer(settings);
    }

    /** Empty when the settings name no AMQP broker. */
    public static Optional<Capability> of(BridgeSettings settings, Platform platform) {
        return settings.isOn() ? Optional.of(new BridgeCapability(settings, platform)) : Optional.empty();
    }

    @Override
    public String name() {
        return "bridge";
    }

    @Override
    public void mount(Routes routes) {
        routes.get("/api/bridge/ledger", RouteLimits.SMALL, this::ledger);
    }

    /** On a thread of its own, since Kafka may be away just now, and the rest of the hub need not wait. */
    @Override
    public void start() {
        var starter = new Thread(this::startWhenItCan, "bridge-start");
        starter.setDaemon(true);
        starter.start();
    }

    private void startWhenItCan() {
        for (var attempt = 1; !isStopping; attempt++) {
            try {
                begin(new MessageIds(identity()));
                return;
            } catch (KafkaException e) {
                waiting = String.valueOf(e.getMessage());
                LOG.atWarn().addKeyValue("cause", e.toString()).log("the bridge waits for Kafka");
            }
            if (isInterrupted(BACKOFF.wait(attempt, ThreadLocalRandom.current()))) return;
        }
    }

    private static boolean isInterrupted(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private synchronized void begin(MessageIds ids) {
        if (isStopping) return;
        var plan = BridgePlan.of(settings, platform, server, ids);
        var crossings = new ArrayList<>(plan.crossings());
        Optional<Audit> audit = settings.ledger()
                ? Optional.of(new Audit(plan.audited(), ids, server, settings, platform))
                : Optional.empty();
        audit.ifPresent(crossings::add);
        running = new Running(
                List.copyOf(crossings), new LedgerPage(platform.clock().get(), plan.lines(), audit));
        crossings.forEach(Crossing::start);
    }

    /** What the gateways of this platform have in common, and those of no other. */
    private String identity() {
        try (var admin = Admin.create(platform.cluster().clientProperties())) {
            var cluster = admin.describeCluster().clusterId().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return cluster + "/" + platform.cluster().namespace();
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("Kafka does not say which cluster it is", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }

    @Override
    public Health health() {
        var bridge = running;
        if (bridge == null) return Health.of(Health.State.DEGRADED, "waits for Kafka: " + waiting);
        var components = new LinkedHashMap<String, Health>();
        for (var crossing : bridge.crossings) components.put(crossing.name(), crossing.health());
        return Health.of(components);
    }

    @Override
    public synchronized void stop() {
        isStopping = true;
        var bridge = running;
        if (bridge != null) {
            bridge.crossings.forEach(Crossing::end);
            bridge.crossings.forEach(Crossing::close);
        }
        server.close();
    }

    private void ledger(Context context) {
        var bridge = running;
        if (bridge == null) new Problem(503, "Service Unavailable", "the bridge has not started").answer(context);
        else context.contentType("application/json").result(bridge.ledger.json().toString());
    }
}
