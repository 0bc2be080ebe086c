package dev.millrace.launcher.platform;

import dev.millrace.part.PartFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A main class in a module's build: its jar, and the classpath the build wrote beside it.
 *
 * @param module the module's folder below the project's
 */
public record Program(String module, String mainClass) {

    public static final Program BROKER = new Program("compose/broker", "dev.millrace.broker.BrokerMain");
    public static final Program REGISTRY = new Program("compose/registry", "dev.millrace.registry.RegistryMain");
    public static final Program GATEWAY = new Program("gateways", "dev.millrace.gateway.GatewayMain");
    public static final Program TOPOLOGY = new Program("topology", "dev.millrace.topology.TopologyMain");
    public static final Program LOGGER = new Program("compose/logger-agent", "dev.millrace.logger.LoggerMain");
    public static final Program GPU = new Program("gpu-processor", "dev.millrace.gpu.GpuMain");
    public static final Program DATABASE = new Program("compose/database", "dev.millrace.database.DatabaseMain");
    public static final Program AMQP = new Program("compose/amqp", "dev.millrace.amqp.AmqpMain");
    public static final Program CONNECT = new Program("connect", "dev.millrace.connect.ConnectMain");
    public static final Program BENCH = new Program("compose/bench", "dev.millrace.bench.BenchMain");
    public static final Program FAULTS = new Program("compose/faults", "dev.millrace.faults.FaultsMain");

    /** The command line that runs it on this JVM's Java. */
    public List<String> command(Path home, List<String> jvmOptions, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(classpath(home.resolve(module).resolve("target")));
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    private String classpath(Path target) {
        try (var files = Files.newDirectoryStream(target, "*.jar")) {
            for (var jar : files) {
                var file = target.resolve("classpath");
                if (Files.exists(file))
                    return jar + File.pathSeparator + Files.readString(file).strip();
            }
        } catch (IOException e) {
            throw new PartFailure(missing(), e);
        }
        throw new PartFailure(missing());
    }

    private String missing() {
        return module + " is not built; build it with: mvn -B -DskipTests package";
    }
}
