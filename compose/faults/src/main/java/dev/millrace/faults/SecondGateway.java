package dev.millrace.faults;

import dev.millrace.launcher.platform.Home;
import dev.millrace.launcher.platform.Program;
import dev.millrace.part.PartMain;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A gateway beside that of a platform, as a process of its own on free ports. */
final class SecondGateway implements AutoCloseable {

    private static final String READY = "READY ";
    private static final String HUB = "hub=";

    private final Process process;
    private final URI hub;

    private SecondGateway(Process process, URI hub) {
        this.process = process;
        this.hub = hub;
    }

    /** @param log where it says what happens to it */
    static SecondGateway start(String kafka, String schemaRegistry, Path log) throws IOException {
        var options = List.of("-Xmx256m", "-Xss512k", "-XX:+UseSerialGC");
        var builder = new ProcessBuilder(Program.GATEWAY.command(Home.find(), options, List.of()))
                .redirectError(log.toFile());
        var variables = builder.environment();
        variables.put("MILLRACE_CLUSTER_BOOTSTRAP_SERVERS", kafka);
        variables.put("MILLRACE_CLUSTER_SCHEMA_REGISTRY", schemaRegistry);
        variables.put("MILLRACE_GATEWAY_PORT", "0");
        variables.put("MILLRACE_GATEWAY_LEGACY_PORTS_HUB", "0");
        variables.put("MILLRACE_GATEWAY_LEGACY_PORTS_TELEMETRY", "0");
        variables.put(PartMain.EXIT_WITH_PARENT, "1");
        var process = builder.start();
        var output = process.inputReader();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) return new SecondGateway(process, hub(line));
        }
        throw new IOException("a second gateway did not start; see " + log);
    }

    private static URI hub(String ready) throws IOException {
        return Stream.of(ready.split(" "))
                .filter(word -> word.startsWith(HUB))
                .map(word -> URI.create(word.substring(HUB.length())))
                .findFirst()
                .orElseThrow(() -> new IOException("it serves no hub: " + ready));
    }

    /** A socket of its hub. */
    URI hub(String path, String query) {
        return URI.create(hub.toString().replaceFirst("^http", "ws").replaceFirst("/$", "") + path + query);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
