package dev.millrace.launcher.platform;

import dev.millrace.part.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of one platform in the order they depend on each other, and where each will serve.
 *
 * @param served by part, as people want to see it
 */
record Assembly(List<Part> parts, Endpoints endpoints, Map<String, String> served) {

    Assembly {
        parts = List.copyOf(parts);
        served = Map.copyOf(served);
    }

    String served(String part) {
        return served.getOrDefault(part, "");
    }

    static Assembly of(PlatformSettings.Read read, DataDirectory directory, boolean isYielding, Observer observer) {
        var settings = read.settings();
        var plan = new PortPlan(isYielding, observer);
        if (settings.kafka().isEmpty()) plan.claim("kafka", settings.ports().kafka(), isDefault(read, "kafka"));
        var ports = plan.ports();
        var parts = new ArrayList<Part>();
        var endpoints = new LinkedHashMap<String, String>();
        var served = new LinkedHashMap<String, String>();
        broker(settings, directory, ports, observer, parts, endpoints);
        served.put("broker", endpoints.getOrDefault("kafka", ""));
        return new Assembly(parts, new Endpoints(endpoints), served);
    }

    private static boolean isDefault(PlatformSettings.Read read, String port) {
        return !read.given().contains("ports." + port);
    }

    private static void broker(
            PlatformSettings settings,
            DataDirectory directory,
            Map<String, Integer> ports,
            Observer observer,
            List<Part> parts,
            Map<String, String> endpoints) {
        if (!settings.kafka().isEmpty()) {
            var address = settings.kafka().split(":");
            parts.add(new RemotePart("broker", address[0], Integer.parseInt(address[1])));
            endpoints.put("kafka", settings.kafka());
            return;
        }
        var port = ports.get("kafka");
        parts.add(new ChildPart(
                "broker",
                Program.BROKER.command(
                        Home.find(),
                        List.of("-Xmx" + settings.heap().broker(), "-XX:+UseSerialGC"),
                        List.of("--data", directory.broker().toString(), "--port", "" + port, "--exit-with-parent")),
                Map.of(),
                directory.log("broker"),
                observer));
        endpoints.put("kafka", "127.0.0.1:" + port);
    }
}
