package dev.millrace.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Locale;

/** The outcome of benchmarks as a table for people, ratio first, and as JSON for programs. */
final class Report {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Report() {}

    static String table(List<Pairs> outcomes) {
        var text = new StringBuilder();
        for (var outcome : outcomes) {
            text.append(String.format(
                    "%n%s%n  %s%n",
                    outcome.benchmark().name(), outcome.benchmark().question()));
            text.append(String.format(
                    "  %-22s %18s %26s %26s  %s%n", "", "ratio (range)", "ours (range)", "ceiling (range)", "aim"));
            var figures = outcome.benchmark().figures();
            for (var i = 0; i < figures.size(); i++) {
                var figure = figures.get(i);
                text.append(String.format(
                        "  %-22s %18s %26s %26s  %s%n",
                        figure.name() + " " + figure.unit(),
                        spread(outcome.ratio(i), "%.2f"),
                        spread(outcome.ours(i), format(figure)),
                        spread(outcome.ceiling(i), format(figure)),
                        figure.aim()));
            }
            text.append(String.format(
                    "  %d sent, %d lost, %d pairs%n",
                    outcome.sent(), outcome.lost(), outcome.ours().size()));
        }
        return text.toString();
    }

    static String json(List<Pairs> outcomes) {
        var root = JSON.createArrayNode();
        for (var outcome : outcomes) {
            var node = root.addObject()
                    .put("benchmark", outcome.benchmark().name())
                    .put("question", outcome.benchmark().question())
                    .put("sent", outcome.sent())
                    .put("lost", outcome.lost());
            var figures = node.putArray("figures");
            for (var i = 0; i < outcome.benchmark().figures().size(); i++) {
                var figure = outcome.benchmark().figures().get(i);
                var entry = figures.addObject()
                        .put("name", figure.name())
                        .put("unit", figure.unit())
                        .put("aim", figure.aim())
                        .put("ratio", outcome.ratio(i).median());
                values(entry.putArray("ours"), outcome.ours(), i);
                values(entry.putArray("ceiling"), outcome.ceiling(), i);
            }
        }
        return root.toPrettyString();
    }

    private static void values(ArrayNode onto, List<Benchmark.Trial> trials, int figure) {
        trials.forEach(trial -> onto.add(trial.figures().get(figure)));
    }

    private static String format(Benchmark.Figure figure) {
        return figure.isBetterHigher() ? "%.0f" : "%.2f";
    }

    private static String spread(Pairs.Spread spread, String format) {
        return String.format(
                Locale.ROOT,
                format + " (" + format + "–" + format + ")",
                spread.median(),
                spread.least(),
                spread.most());
    }
}
