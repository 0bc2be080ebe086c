package dev.millrace.gateway;

import dev.millrace.gateway.clock.ClockSettings;
import dev.millrace.gateway.console.Overview;
import dev.millrace.gateway.history.HistorySettings;
import dev.millrace.part.Health;
import dev.millrace.part.Metrics;
import dev.millrace.part.PartMain;
import dev.millrace.part.Settings;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Topic;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The doors of the platform: one web server with the routes and sockets of all capabilities, on a public port and on
 * the ports of the servers it replaces.
 */
public final class Gateway implements PartMain.Served {

    private final GatewaySettings settings;
    private final Platform platform;
    private final Metrics metrics;
    private final List<CapabilityLife> capabilities;
    private final ClusterWatch watch;
    private final Instant began = Instant.now();
    private volatile Supplier<Map<String, Health>> neighbours = Map::of;
    private volatile @Nullable WebServer web;

    /** @param metrics the meters that {@code platform} names, closed with the gateway */
    Gateway(GatewaySettings settings, Platform platform, Metrics metrics, List<Capability> capabilities) {
        this.settings = settings;
        this.platform = platform;
        this.metrics = metrics;
        this.capabilities = capabilities.stream().map(CapabilityLife::new).toList();
        var topics = topics(capabilities, platform);
        for (var capability : capabilities) capability.know(topics);
        this.watch = new ClusterWatch(platform.cluster(), topics, this::startCapabilities);
    }

    /**
     * A gateway with the capabilities that its settings name.
     *
     * @param settings as {@link GatewaySettings#of} gives them
     * @throws dev.millrace.part.SettingsException when one is wrong
     */
    public static Gateway of(Settings settings) {
        return of(settings, new Metrics());
    }

    /** @param metrics shared with other parts of this process, and closed with the gateway */
    public static Gateway of(Settings settings, Metrics metrics) {
        var own = settings.as("gateway", GatewaySettings.class);
        var cluster = settings.as("cluster", Cluster.class);
        var platform = new PlatformSource(
                        cluster,
                        settings.as("history", HistorySettings.class),
                        settings.as("clock", ClockSettings.class),
                        metrics.registry())
                .open(own.instance());
        return new Gateway(own, platform, metrics, CapabilitySource.make(own.capabilities(), platform, settings));
    }

    /** Has the overview also show parts that this gateway cannot see itself, by name. */
    public void showing(Supplier<Map<String, Health>> others) {
        neighbours = others;
    }

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public void start() {
        web = WebServer.start(settings, mounts(), own(), platform.meters());
        var deadline = System.nanoTime() + settings.kafkaWait().toNanos();
        watch.start(settings.kafkaWait());
        await(() -> health().isReady(), deadline);
    }

    /** Where each port can be reached once started: {@code console} for the public one, else by capability. */
    public Map<String, URI> addresses() {
        return web().addresses();
    }

    /** Where one of them can be reached. */
    public URI address(String door) {
        var address = addresses().get(door);
        if (address == null) throw new IllegalArgumentException("there is no port of " + door);
        return address;
    }

    /** As {@code console=http://127.0.0.1:8080 hub=http://127.0.0.1:5001}. */
    @Override
    public String served() {
        return addresses().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    @Override
    public Health health() {
        return Health.of(components());
    }

    /** In the order to show them. */
    private Map<String, Health> components() {
        var components = new LinkedHashMap<String, Health>();
        components.put("kafka", watch.health());
        components.put("schema-registry", watch.registry());
        components.put("intake", platform.writing());
        components.put("live", platform.reading());
        components.put("clock", platform.clock().state().health());
        for (var life : capabilities) components.put(life.capability().name(), life.health());
        return components;
    }

    @Override
    public void drain(Duration atMost) {
        var deadline = System.nanoTime() + atMost.toNanos();
        for (var life : capabilities) life.close();
        for (var life : capabilities) life.drain(left(deadline));
        var server = web;
        if (server == null) return;
        server.sockets().closeAll();
        await(() -> isEmptied(server), deadline);
    }

    private static boolean isEmptied(WebServer server) {
        return server.inFlight() == 0 && server.sockets().count() == 0;
    }

    @Override
    public void stop() {
        watch.stop();
        var server = web;
        web = null;
        if (server != null) server.stop();
        for (var life : capabilities) life.stop();
        platform.close();
        metrics.close();
    }

    private void startCapabilities() {
        for (var life : capabilities) life.start();
    }

    private Map<String, Mounted> mounts() {
        var mounts = new LinkedHashMap<String, Mounted>();
        for (var life : capabilities) {
            var name = life.capability().name();
            var mounted = new Mounted(name, "/" + name, life::serving, platform.meters());
            life.capability().mount(mounted);
            mounts.put(name, mounted);
        }
        return mounts;
    }

    private Mounted own() {
        var mounted = new Mounted("gateway", "", () -> Mounted.Serving.OPEN, platform.meters());
        new OwnPages(this::health, this::overview, metrics).mount(mounted);
        return mounted;
    }

    private Overview overview() {
        var parts = new LinkedHashMap<String, Health>();
        var own = health();
        parts.put("gateway", Health.of(own.state(), own.detail()));
        parts.putAll(components());
        parts.putAll(neighbours.get());
        var version = Objects.requireNonNullElse(Gateway.class.getPackage().getImplementationVersion(), "development");
        var uptime = Duration.between(began, Instant.now());
        return new Overview(
                settings.instance(), version, uptime, parts, web().sockets().clients());
    }

    private static List<Topic<?>> topics(List<Capability> capabilities, Platform platform) {
        var topics = new ArrayList<>(platform.topics().all());
        for (var capability : capabilities) topics.addAll(capability.topics());
        return topics;
    }

    private static void await(BooleanSupplier condition, long deadline) {
        while (!condition.getAsBoolean() && !left(deadline).isZero()) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    private WebServer web() {
        return Objects.requireNonNull(web, "the gateway is not running");
    }
}
