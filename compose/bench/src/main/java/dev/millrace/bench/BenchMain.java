package dev.millrace.bench;

import dev.millrace.bench.accuracy.TrackingAccuracy;
import dev.millrace.bench.pure.PureFunctions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs benchmarks by name and prints what they showed. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures Millrace against a ceiling measured in the same run.",
            "Only the ratios mean anything beyond the machine they were taken on."
        })
public final class BenchMain implements Callable<Integer> {

    private static final String PURE = "pure-functions";
    private static final String ACCURACY = "tracking-accuracy";
    private static final List<Benchmark> ALL = List.of(
            new PostToDashboard(),
            VideoRelay.ofManyStreams(),
            VideoRelay.ofSmallPackets(),
            new FanOut(),
            AcknowledgedPosts.ofOne(),
            AcknowledgedPosts.ofBatches(),
            new Reconstructing(),
            SinkRate.againstCopy(),
            SinkRate.againstDebezium(),
            new SampleToOrdered(),
            new QueryScan(),
            StalledViewer.ofVideo(),
            StalledViewer.ofTelemetry());

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Which to run; all without a name.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--pairs",
            description = "Pairs of trials, at least 5 (default ${DEFAULT-VALUE}).",
            defaultValue = "5")
    private int pairs;

    @Option(names = "--list", description = "List the benchmarks.")
    private boolean isList;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the outcome as JSON.")
    private @Nullable Path json;

    public static void main(String[] args) {
        System.exit(new CommandLine(new BenchMain()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        if (isList) {
            System.out.printf("%-22s %s%n", PURE, "functions that touch nothing outside themselves, under JMH");
            System.out.printf("%-22s %s%n", ACCURACY, "people followed through pictures, beside a plain tracker");
            ALL.forEach(benchmark -> System.out.printf("%-22s %s%n", benchmark.name(), benchmark.question()));
            return 0;
        }
        for (var name : names) {
            if (!List.of(PURE, ACCURACY).contains(name)
                    && ALL.stream().noneMatch(benchmark -> benchmark.name().equals(name))) {
                System.err.println("no benchmark is called " + name + "; bench --list shows them");
                return 2;
            }
        }
        if (names.isEmpty() || names.contains(PURE)) System.out.print(PureFunctions.run());
        if (names.isEmpty() || names.contains(ACCURACY)) System.out.print(TrackingAccuracy.run());
        var outcomes = new ArrayList<Pairs>();
        for (var benchmark : ALL) {
            if (!names.isEmpty() && !names.contains(benchmark.name())) continue;
            var outcome = Pairs.run(benchmark, Math.max(5, pairs), System.err::println);
            outcomes.add(outcome);
            System.out.print(Report.table(List.of(outcome)));
        }
        if (json != null) Files.writeString(json, Report.json(outcomes));
        return 0;
    }
}
