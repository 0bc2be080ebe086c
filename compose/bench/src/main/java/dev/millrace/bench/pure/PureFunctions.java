package dev.millrace.bench.pure;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the pure functions under JMH, and prints each as a multiple of its baseline. */
public final class PureFunctions {

    /** A function, and the least that could be done in its place. */
    private record Pair(String function, String baseline) {}

    private static final List<Pair> PAIRS = List.of(
            new Pair("Values.serialize", "Values.protobufWrite"),
            new Pair("Values.deserialize", "Values.protobufRead"),
            new Pair("Packets.legacyArrival", "Packets.protobufParse"),
            new Pair("Packets.closedLoopDecode", "Packets.protobufParse"),
            new Pair("Packets.closedLoopEncode", "Packets.protobufParse"));

    private PureFunctions() {}

    /** @return the table */
    public static String run() throws RunnerException {
        var options = new OptionsBuilder()
                .include(PureFunctions.class.getPackageName() + "\\..*")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(2)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgsAppend("-Xmx128m", "-XX:+UseSerialGC")
                .verbosity(VerboseMode.SILENT)
                .build();
        return table(new Runner(options).run().stream().collect(Collectors.toMap(PureFunctions::name, each -> each)));
    }

    private static String table(Map<String, RunResult> results) {
        var text = new StringBuilder(String.format("%npure functions, as multiples of a baseline's time%n"));
        for (var pair : PAIRS) {
            var ours = results.get(pair.function);
            var baseline = results.get(pair.baseline);
            if (ours == null || baseline == null) continue;
            text.append(String.format(
                    Locale.ROOT,
                    "  %-26s %6.2f x %-24s %9.0f ns ± %.0f   %9.0f ns ± %.0f%n",
                    pair.function,
                    score(ours) / score(baseline),
                    pair.baseline,
                    score(ours),
                    ours.getPrimaryResult().getScoreError(),
                    score(baseline),
                    baseline.getPrimaryResult().getScoreError()));
        }
        return text.toString();
    }

    private static double score(RunResult result) {
        return result.getPrimaryResult().getScore();
    }

    private static String name(RunResult result) {
        var full = result.getParams().getBenchmark();
        var type = full.substring(0, full.lastIndexOf('.'));
        return type.substring(type.lastIndexOf('.') + 1) + full.substring(full.lastIndexOf('.'));
    }
}
