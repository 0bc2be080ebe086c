package dev.millrace.topology.imu;

import dev.millrace.topology.imu.Decision.Late;
import dev.millrace.topology.imu.ImuSample.Vector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Plays records of samples to a window, and notes what it decides about each sample. */
final class Playback {

    static final long MS = 1_000_000;
    static final Rules RULES = new Rules(50 * MS, 60_000 * MS, 5, 64, 512);
    static final Unit EPOCH = new Unit(1, "epoch");
    static final Unit MONOTONIC = new Unit(1, "monotonic");

    private Playback() {}

    /** One record of input. */
    record Input(List<Long> stamps, Unit unit, boolean isIdle) {}

    /** What came of records of input; the samples' numbers stand in their acceleration. */
    static final class Outcome {
        final Map<Long, List<Long>> emittedByEra = new HashMap<>();
        final List<Integer> emitted = new ArrayList<>();
        final List<Integer> late = new ArrayList<>();
        final List<Integer> duplicates = new ArrayList<>();
        int samples;
        int largestState;
        boolean isOfOneEraPerRecord = true;
    }

    /** Samples five milliseconds apart, one a record. */
    static List<Input> run(long fromMs, int count) {
        return LongStream.range(0, count)
                .mapToObj(i -> one((fromMs + i * 5) * MS))
                .toList();
    }

    static Input one(long stamp) {
        return new Input(List.of(stamp), EPOCH, false);
    }

    static Outcome play(ReorderWindow start, List<Input> inputs, boolean isTakenOver) {
        var outcome = new Outcome();
        var window = start;
        for (var input : inputs) {
            var at = new Arrival(outcome.samples * MS, 0, 0, false);
            var era = Math.max(1, window.era());
            var begun = 0;
            emitted(outcome, era, window.next(at));
            if (window.era() > era) begun++;
            for (var stamp : input.stamps) {
                var number = outcome.samples++;
                var decision = window.admit(sample(number, stamp, input.unit), at);
                note(outcome, era, number, decision);
                if (decision.verdict() instanceof Verdict.NewEra) begun++;
            }
            if (input.isIdle) note(outcome, era, -1, window.idle(Long.MAX_VALUE));
            outcome.isOfOneEraPerRecord &= begun < 2;
            if (!isTakenOver) continue;
            var bytes = WindowCodec.write(window.state());
            outcome.largestState = Math.max(outcome.largestState, bytes.length);
            window = ReorderWindow.of(RULES, WindowCodec.read(bytes));
        }
        return outcome;
    }

    private static void note(Outcome outcome, long era, int number, Decision decision) {
        decision.dismissed().stream().map(Late::sample).map(Playback::number).forEach(outcome.late::add);
        var verdict = decision.verdict();
        if (verdict instanceof Verdict.Emit emit) emitted(outcome, era, emit.inOrder());
        if (verdict instanceof Verdict.NewEra newEra) emitted(outcome, era, newEra.rest());
        if (verdict instanceof Verdict.TooLate) outcome.late.add(number);
        if (verdict instanceof Verdict.Duplicate) outcome.duplicates.add(number);
    }

    private static void emitted(Outcome outcome, long era, List<ImuSample> samples) {
        for (var sample : samples) {
            outcome.emittedByEra
                    .computeIfAbsent(era, absent -> new ArrayList<>())
                    .add(sample.deviceNs());
            outcome.emitted.add(number(sample));
        }
    }

    private static int number(ImuSample sample) {
        return (int) sample.acceleration().x();
    }

    static ImuSample sample(int number, long stamp, Unit unit) {
        return new ImuSample(stamp, unit, stamp, "", new Vector(number, 0, 9.81), new Vector(0, 0.1, 0));
    }
}
