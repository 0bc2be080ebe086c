package dev.millrace.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs scenarios by name; ends with 1 when something did not hold, as that nothing acknowledged is lost or doubled. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description = "Breaks a running platform on purpose, and counts what became of the data.")
public final class FaultsMain implements Callable<Integer> {

    private static final List<Scenario> ALL = List.of(
            TelemetryFaults.killed(),
            TelemetryFaults.paused(),
            TelemetryFaults.brokerKilled(),
            TelemetryFaults.linkCut(),
            new ImuFaults(),
            new ArchiveFaults(),
            new LostGateway(),
            new HostileMessages(),
            new SocketStorm(),
            new IdleSockets());

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Which to run; all without a name.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = {"--messages", "--readings"},
            paramLabel = "COUNT",
            description = "How many are to be sent, or acknowledged; at least 1000 (default ${DEFAULT-VALUE}).",
            defaultValue = "20000")
    private int messages;

    @Option(names = "--list", description = "List the scenarios.")
    private boolean isList;

    public static void main(String[] args) {
        System.exit(new CommandLine(new FaultsMain()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        if (isList) {
            ALL.forEach(scenario -> System.out.printf("%-24s %s%n", scenario.name(), scenario.story()));
            return 0;
        }
        for (var name : names) {
            if (ALL.stream().noneMatch(scenario -> scenario.name().equals(name))) {
                System.err.println("no scenario is called " + name + "; faults --list shows them");
                return 2;
            }
        }
        var isFaultless = true;
        for (var scenario : ALL) {
            if (!names.isEmpty() && !names.contains(scenario.name())) continue;
            System.err.println(scenario.name() + ": " + scenario.story());
            var outcome = scenario.run(Math.max(1_000, messages), System.err::println);
            System.out.println(scenario.name() + ": " + outcome);
            isFaultless &= outcome.isFaultless();
        }
        return isFaultless ? 0 : 1;
    }
}
