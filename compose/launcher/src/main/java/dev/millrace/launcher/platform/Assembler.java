package dev.millrace.launcher.platform;

import dev.millrace.gateway.Gateway;
import dev.millrace.gateway.GatewaySettings;
import dev.millrace.logger.LoggerAgent;
import dev.millrace.logger.LoggerSettings;
import dev.millrace.part.Health;
import dev.millrace.part.HealthWatch;
import dev.millrace.part.Metrics;
import dev.millrace.part.Part;
import dev.millrace.part.Settings;
import dev.millrace.registry.RegistryMain;
import dev.millrace.registry.SchemaRegistry;
import dev.millrace.topic.Cluster;
import dev.millrace.topology.Topologies;
import dev.millrace.topology.TopologySettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the parts of one platform as the settings say: here, as children, or as someone else's at an address. */
final class Assembler {

    private static final List<String> CAPABILITIES = List.of("hub", "telemetry");
    private static final Map<String, List<String>> TOPOLOGIES_OF = Map.of(
            "hub", List.of("video-placement", "device-states", "imu-ordering"),
            "telemetry", List.of("telemetry-reconstruction", "telemetry-ingestion", "telemetry-statistics"));

    private final PlatformSettings settings;
    private final Optional<Supabase> supabase;
    private final Overrides overrides;
    private final DataDirectory directory;
    private final Map<String, Integer> ports;
    private final Observer observer;
    private final Metrics metrics = new Metrics();

    private final List<Part> parts = new ArrayList<>();
    private final Map<String, String> endpoints = new LinkedHashMap<>();

    private Assembler(
            PlatformSettings.Read read, DataDirectory directory, Map<String, Integer> ports, Observer observer) {
        this.settings = read.settings();
        this.supabase = read.supabase();
        this.overrides = new Overrides(System.getenv(), read.forParts());
        this.directory = directory;
        this.ports = ports;
        this.observer = observer;
    }

    static Assembly assemble(
            PlatformSettings.Read read, DataDirectory directory, boolean isYielding, Observer observer) {
        var ports = PortPlan.of(read, isYielding, observer);
        return new Assembler(read, directory, ports, observer).assemble();
    }

    private Assembly assemble() {
        broker();
        registry();
        database();
        amqp();
        topology();
        gateway();
        connect();
        gpu();
        logger();
        overrides.requireAllKnown();
        return new Assembly(parts, endpoints);
    }

    private void broker() {
        if (!settings.kafka().isEmpty()) {
            endpoints.put("kafka", settings.kafka());
            parts.add(new RemotePart("broker", settings.kafka()));
            return;
        }
        var address = "127.0.0.1:" + ports.get("kafka");
        endpoints.put("kafka", address);
        var arguments = List.of(
                "--data", directory.broker().toString(), "--port", "" + ports.get("kafka"), "--exit-with-parent");
        parts.add(child("broker", Program.BROKER, settings.heap().broker(), arguments, Map.of()));
    }

    private void registry() {
        if (!settings.schemaRegistry().isEmpty()) {
            endpoints.put("schemaRegistry", settings.schemaRegistry());
            parts.add(new RemotePart("registry", settings.schemaRegistry()));
            return;
        }
        endpoints.put("schemaRegistry", "http://127.0.0.1:" + ports.get("schema-registry"));
        if (settings.registry().as() == Placement.ELSEWHERE) return;
        var derived = Map.of(
                "registry.bootstrap-servers",
                endpoints.getOrDefault("kafka", ""),
                "registry.port",
                "" + ports.get("schema-registry"));
        var defaults = Settings.defaults(RegistryMain.class, "registry.yaml");
        if (settings.registry().as() == Placement.CHILD) {
            var variables = overrides.asEnvironment(defaults, derived);
            parts.add(child("registry", Program.REGISTRY, settings.heap().registry(), List.of(), variables));
            return;
        }
        parts.add(new SchemaRegistry(overrides.on(defaults, derived).as("registry", SchemaRegistry.Config.class)));
    }

    private void database() {
        if (!settings.isArchived()) return;
        if (!settings.hasOwnDatabase()) {
            if (settings.jdbc().isEmpty()) return;
            endpoints.put("jdbc", settings.jdbc());
            parts.add(new RemotePart("database", settings.jdbc().substring("jdbc:".length())));
            return;
        }
        endpoints.put("jdbc", "jdbc:postgresql://127.0.0.1:" + ports.get("database") + "/millrace");
        var derived = Map.of(
                "database.directory", directory.database().toString(), "database.port", "" + ports.get("database"));
        var arguments = overrides.asArguments("database", derived);
        parts.add(child("database", Program.DATABASE, settings.heap().database(), arguments, Map.of()));
    }

    private void amqp() {
        if (!settings.hasOwnAmqp()) return;
        endpoints.put("amqp", "amqp://127.0.0.1:" + ports.get("amqp"));
        var derived = Map.of("qpid.directory", directory.amqp().toString(), "qpid.port", "" + ports.get("amqp"));
        var arguments = overrides.asArguments("qpid", derived);
        parts.add(child("amqp", Program.AMQP, settings.heap().amqp(), arguments, Map.of()));
    }

    private void connect() {
        if (!settings.isArchived()) return;
        endpoints.put("connect", "http://127.0.0.1:" + ports.get("connect"));
        var derived = new LinkedHashMap<String, String>();
        derived.put("connect.port", "" + ports.get("connect"));
        if (endpoints.containsKey("jdbc")) derived.put("connect.database.url", endpoints.getOrDefault("jdbc", ""));
        supabase.ifPresent(database -> {
            derived.put("connect.database.user", database.user());
            derived.put(
                    "connect.database.password-file",
                    database.keep(directory.root()).toString());
        });
        var arguments = new ArrayList<>(overrides.asArguments("connect", derived));
        overrides.asArguments("cluster", cluster()).forEach(arguments::add);
        var health = URI.create("http://127.0.0.1:" + ports.get("connect") + "/millrace/health");
        parts.add(child(
                "connect", Program.CONNECT, settings.heap().connect(), arguments, Map.of(), new HealthWatch(health)));
    }

    private void gpu() {
        if (!settings.hasPictures()) return;
        var derived = Map.of("gpu.directory", directory.state().resolve("gpu").toString());
        var arguments = new ArrayList<>(overrides.asArguments("gpu", derived));
        arguments.addAll(overrides.asArguments("cluster", cluster()));
        parts.add(child("gpu", Program.GPU, settings.heap().gpu(), arguments, Map.of()));
    }

    private void topology() {
        if (settings.topology().as() == Placement.ELSEWHERE) return;
        var derived = cluster();
        derived.put("topology.state-directory", directory.state().toString());
        if (!settings.only().isEmpty()) derived.put("topology.run", topologies().toString());
        var defaults = TopologySettings.defaults();
        if (settings.topology().as() == Placement.CHILD) {
            var variables = overrides.asEnvironment(defaults, derived);
            parts.add(child("topology", Program.TOPOLOGY, settings.heap().topology(), List.of(), variables));
            return;
        }
        var own = overrides.on(defaults, derived);
        parts.add(new Topologies(
                own.as("cluster", Cluster.class),
                own.as("topology", TopologySettings.class),
                metrics.registry(),
                bug -> observer.failed("topology", bug)));
    }

    private void gateway() {
        if (settings.gateway().as() == Placement.ELSEWHERE) return;
        var derived = cluster();
        derived.put("gateway.port", "" + ports.get("console"));
        for (var capability : CAPABILITIES) {
            derived.put("gateway.legacy-ports." + capability, "" + ports.getOrDefault(capability, -1));
        }
        derived.put("hub.uploads.directory", directory.uploads().toString());
        if (settings.isArchived()) {
            derived.put("telemetry.archive", "http://127.0.0.1:" + ports.get("connect"));
            derived.put("history.url", endpoints.getOrDefault("jdbc", ""));
            supabase.ifPresent(database -> {
                derived.put("history.user", database.user());
                derived.put(
                        "history.password-file", database.keep(directory.root()).toString());
            });
        }
        if (!settings.only().isEmpty())
            derived.put("gateway.capabilities", capabilities().toString());
        if (settings.hasOwnAmqp()) derived.put("amqp.url", endpoints.getOrDefault("amqp", ""));
        var defaults = GatewaySettings.withLegacyAmqp(GatewaySettings.defaults(), System.getenv());
        if (settings.gateway().as() == Placement.CHILD) {
            var variables = overrides.asEnvironment(defaults, derived);
            parts.add(child("gateway", Program.GATEWAY, settings.heap().gateway(), List.of(), variables));
            return;
        }
        var gateway = Gateway.of(overrides.on(defaults, derived), metrics);
        gateway.showing(() -> healthOfAllBut(gateway));
        parts.add(gateway);
    }

    private void logger() {
        var derived = cluster();
        derived.put("logger.environment", "{SERVER_PORT: \"" + ports.getOrDefault("telemetry", -1) + "\"}");
        var defaults = LoggerSettings.defaults();
        var own = overrides.on(defaults, derived);
        var settingsOfLogger = own.as("logger", LoggerSettings.class);
        if (settings.logger().as() == Placement.ELSEWHERE
                || settingsOfLogger.command().isEmpty()) return;
        if (settings.logger().as() == Placement.CHILD) {
            var variables = overrides.asEnvironment(defaults, derived);
            parts.add(child("logger", Program.LOGGER, settings.heap().logger(), List.of(), variables));
            return;
        }
        parts.add(new LoggerAgent(own.as("cluster", Cluster.class), settingsOfLogger));
    }

    /** Asked for only once all parts are there. */
    private Map<String, Health> healthOfAllBut(Part asking) {
        var health = new LinkedHashMap<String, Health>();
        for (var part : parts) if (part != asking) health.put(part.name(), part.health());
        return health;
    }

    /** What was asked for, and what the console needs to show anything of it. */
    private List<String> capabilities() {
        return Stream.concat(settings.only().stream(), Stream.of("analyst"))
                .distinct()
                .toList();
    }

    private List<String> topologies() {
        return settings.only().stream()
                .flatMap(capability -> TOPOLOGIES_OF.getOrDefault(capability, List.of()).stream())
                .toList();
    }

    /** Where Kafka and the registry are, in the words of every part's settings. */
    private Map<String, String> cluster() {
        var keys = new LinkedHashMap<String, String>();
        keys.put("cluster.bootstrap-servers", endpoints.getOrDefault("kafka", ""));
        keys.put("cluster.schema-registry", endpoints.getOrDefault("schemaRegistry", ""));
        return keys;
    }

    private ChildPart child(
            String name, Program program, String heap, List<String> arguments, Map<String, String> variables) {
        return child(name, program, heap, arguments, variables, null);
    }

    private ChildPart child(
            String name,
            Program program,
            String heap,
            List<String> arguments,
            Map<String, String> variables,
            @Nullable HealthWatch watch) {
        var options = List.of("-Xmx" + heap, "-Xss512k", "-XX:+UseSerialGC");
        var command = program.command(Home.find(), options, arguments);
        return new ChildPart(name, command, variables, directory.log(name), observer, watch);
    }
}
