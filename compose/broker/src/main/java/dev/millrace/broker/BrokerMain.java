package dev.millrace.broker;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The broker as a process: prints {@code READY host:port} once it serves, and closes cleanly on SIGTERM.
 *
 * <p>Exit codes: 0 stopped, 1 failed, 2 wrong usage, 3 directory in use, 4 port in use.
 */
@Command(
        name = "broker",
        description = "One Apache Kafka broker on 127.0.0.1.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class BrokerMain implements Callable<Integer> {

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            defaultValue = "${env:MILLRACE_BROKER_DATA}",
            description = "what the broker keeps; one broker at a time")
    private Path data;

    @Option(
            names = "--port",
            defaultValue = "${env:MILLRACE_BROKER_PORT:-9092}",
            description = "where clients connect, 0 for any free port")
    private int port;

    @Option(
            names = "--controller-port",
            defaultValue = "${env:MILLRACE_BROKER_CONTROLLER_PORT:-0}",
            description = "the node's own controller, 0 for any free port")
    private int controllerPort;

    @Option(names = "--kafka", paramLabel = "KEY=VALUE", description = "a setting of Kafka's own, the last word")
    private Map<String, String> overrides = Map.of();

    @Option(names = "--exit-with-parent", description = "stop when standard input ends")
    private boolean isBoundToParent;

    @Spec
    private CommandSpec command;

    public static void main(String[] arguments) {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "broker-logback.xml");
        }
        int exitCode = new CommandLine(new BrokerMain())
                .setExecutionExceptionHandler((failure, line, parsed) -> report(failure, line.getErr()))
                .execute(arguments);
        System.exit(exitCode);
    }

    @Override
    public Integer call() {
        var broker = EmbeddedBroker.start(new EmbeddedBroker.Config(data, port, controllerPort, overrides));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "close-broker"));
        if (isBoundToParent) {
            var watch = new Thread(BrokerMain::exitAtEndOfInput, "parent-watch");
            watch.setDaemon(true);
            watch.start();
        }
        command.commandLine().getOut().println("READY " + broker.bootstrapServers());
        command.commandLine().getOut().flush();
        broker.await();
        return 0;
    }

    private static void exitAtEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // what is said does not matter, only that someone is still there
            }
        } catch (IOException gone) {
            // a broken pipe says the same as its end
        }
        System.exit(0);
    }

    private static int report(Exception failure, PrintWriter err) {
        if (failure instanceof StartRefused refused) {
            err.println(refused.getMessage());
            return refused.reason().exitCode();
        }
        if (failure instanceof IllegalArgumentException || failure instanceof java.io.UncheckedIOException) {
            err.println(failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        failure.printStackTrace(err);
        return CommandLine.ExitCode.SOFTWARE;
    }
}
