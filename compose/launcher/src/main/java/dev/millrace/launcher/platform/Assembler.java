package dev.millrace.launcher.platform;

import dev.millrace.part.Metrics;
import dev.millrace.part.Part;
import dev.millrace.topic.Cluster;
import dev.millrace.topology.Topologies;
import dev.millrace.topology.TopologySettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the parts of one platform as the settings say: here, as children, or as someone else's at an address. */
final class Assembler {

    private static final Map<String, String> TOPOLOGY_OF =
            Map.of("hub", "video-placement", "telemetry", "telemetry-reconstruction");

    private final PlatformSettings settings;
    private final Overrides overrides;
    private final DataDirectory directory;
    private final Map<String, Integer> ports;
    private final Observer observer;
    private final Metrics metrics = new Metrics();

    private final List<Part> parts = new ArrayList<>();
    private final Map<String, String> endpoints = new LinkedHashMap<>();
    private final Map<String, String> served = new LinkedHashMap<>();

    private Assembler(
            PlatformSettings.Read read, DataDirectory directory, Map<String, Integer> ports, Observer observer) {
        this.settings = read.settings();
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
        topology();
        overrides.requireAllKnown();
        return new Assembly(parts, new Endpoints(endpoints), served);
    }

    private void broker() {
        if (!settings.kafka().isEmpty()) {
            endpoints.put("kafka", settings.kafka());
            add(new RemotePart("broker", URI.create("kafka://" + settings.kafka())), settings.kafka());
            return;
        }
        var address = "127.0.0.1:" + ports.get("kafka");
        endpoints.put("kafka", address);
        var arguments = List.of(
                "--data", directory.broker().toString(), "--port", "" + ports.get("kafka"), "--exit-with-parent");
        add(child("broker", Program.BROKER, settings.heap().broker(), arguments, Map.of()), address);
    }

    private void topology() {
        if (settings.topology().as() == Placement.ELSEWHERE) return;
        var derived = cluster();
        derived.put("topology.state-directory", directory.state().toString());
        if (!settings.only().isEmpty()) derived.put("topology.run", topologies().toString());
        var what = settings.only().isEmpty() ? "all" : String.join(", ", topologies());
        var defaults = TopologySettings.defaults();
        if (settings.topology().as() == Placement.CHILD) {
            var variables = overrides.asEnvironment(defaults, derived);
            add(child("topology", Program.TOPOLOGY, settings.heap().topology(), List.of(), variables), what);
            return;
        }
        var own = overrides.on(defaults, derived);
        add(
                new Topologies(
                        own.as("cluster", Cluster.class),
                        own.as("topology", TopologySettings.class),
                        metrics.registry(),
                        bug -> observer.failed("topology", bug)),
                what);
    }

    private List<String> topologies() {
        return settings.only().stream()
                .filter(TOPOLOGY_OF::containsKey)
                .map(TOPOLOGY_OF::get)
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
        var options = List.of("-Xmx" + heap, "-Xss512k", "-XX:+UseSerialGC");
        var command = program.command(Home.find(), options, arguments);
        return new ChildPart(name, command, variables, directory.log(name), observer);
    }

    private void add(Part part, String where) {
        parts.add(part);
        served.put(part.name(), where);
    }
}
