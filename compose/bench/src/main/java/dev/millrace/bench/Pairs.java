package dev.millrace.bench;

import dev.millrace.bench.Benchmark.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Trials of a benchmark, ceiling and ours in turn, so that a machine that grows slower or faster does so to both.
 */
record Pairs(Benchmark benchmark, List<Trial> ceiling, List<Trial> ours) {

    /** Median, least and most of some values. */
    record Spread(double median, double least, double most) {
        static Spread of(List<Double> values) {
            var sorted = values.stream().sorted().toList();
            var middle = sorted.size() / 2;
            var median =
                    sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
            return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
        }
    }

    static Pairs run(Benchmark benchmark, int pairs, Consumer<String> progress) throws Exception {
        var ceiling = new ArrayList<Trial>();
        var ours = new ArrayList<Trial>();
        try (var sides = benchmark.open()) {
            progress.accept(benchmark.name() + ": warming up");
            sides.ceiling();
            sides.ours();
            for (var pair = 1; pair <= pairs; pair++) {
                progress.accept(benchmark.name() + ": pair " + pair + " of " + pairs);
                ceiling.add(sides.ceiling());
                ours.add(sides.ours());
            }
        }
        return new Pairs(benchmark, List.copyOf(ceiling), List.copyOf(ours));
    }

    Spread ceiling(int figure) {
        return Spread.of(
                ceiling.stream().map(trial -> trial.figures().get(figure)).toList());
    }

    Spread ours(int figure) {
        return Spread.of(ours.stream().map(trial -> trial.figures().get(figure)).toList());
    }

    /** Ours over the ceiling, pair by pair. */
    Spread ratio(int figure) {
        var ratios = new ArrayList<Double>();
        for (var i = 0; i < ours.size(); i++) {
            ratios.add(
                    ours.get(i).figures().get(figure) / ceiling.get(i).figures().get(figure));
        }
        return Spread.of(ratios);
    }

    long lost() {
        return ours.stream().mapToLong(Trial::lost).sum();
    }

    long sent() {
        return ours.stream().mapToLong(Trial::sent).sum();
    }
}
