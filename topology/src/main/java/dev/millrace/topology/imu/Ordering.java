package dev.millrace.topology.imu;

import dev.millrace.message.imu.ImuBatch;
import dev.millrace.topic.Topics;
import dev.millrace.topology.ImuSettings;
import dev.millrace.topology.StepContext;
import dev.millrace.topology.imu.Decision.Late;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueStore;

/** Lets each record pass its device's window: at most one record of what is due, and one of what is late. */
final class Ordering implements BiConsumer<String, ImuBatch> {

    static final String WINDOWS = "reorder-windows";

    private final Topics topics;
    private final ImuSettings settings;
    private final Rules rules;
    private final StepContext step;
    private final KeyValueStore<String, ReorderWindow.State> windows;

    Ordering(Topics topics, ImuSettings settings, StepContext step) {
        this.topics = topics;
        this.settings = settings;
        this.rules = new Rules(
                settings.windowNs(),
                settings.horizonNs(),
                settings.jumpSamples(),
                settings.held(),
                settings.remembered());
        this.step = step;
        this.windows = step.store(WINDOWS);
    }

    @Override
    public void accept(String device, ImuBatch batch) {
        var flaw = Batches.flaw(batch);
        if (flaw.isPresent()) {
            step.reject(flaw.get());
            return;
        }
        var window = window(device);
        var era = Math.max(1, window.era());
        var before = window.arrival();
        var at = Batches.arrival(batch);
        var due = new ArrayList<>(window.next(at));
        var late = new ArrayList<Late>();
        for (var sample : Batches.samples(batch)) sort(window.admit(sample, at), sample, due, late);
        if (batch.getIdleUpToNs() != 0) {
            var idle = window.idle(batch.getIdleUpToNs());
            late.addAll(idle.dismissed());
            if (idle.verdict() instanceof Verdict.Emit emit) due.addAll(emit.inOrder());
        }
        windows.put(device, window.state());
        if (!due.isEmpty()) {
            var clock = window.era() > era ? before : window.arrival();
            emit(device, clock, era, due, window.totals());
        }
        if (!late.isEmpty()) step.emit(topics.imuLate(), Batches.late(step.derivedStamp(), late));
    }

    private static void sort(Decision decision, ImuSample sample, List<ImuSample> due, List<Late> late) {
        late.addAll(decision.dismissed());
        var verdict = decision.verdict();
        if (verdict instanceof Verdict.Emit emit) due.addAll(emit.inOrder());
        else if (verdict instanceof Verdict.NewEra begun) due.addAll(begun.rest());
        else if (verdict instanceof Verdict.TooLate tooLate) late.add(new Late(sample, tooLate.byNs()));
    }

    private void emit(String device, Arrival clock, long era, List<ImuSample> due, Totals totals) {
        var transform = new Transform(settings.transformOf(device));
        step.emit(topics.imuOrdered(), Batches.ordered(step.derivedStamp(), clock, era, due, transform, totals));
    }

    private ReorderWindow window(String device) {
        return Optional.ofNullable(windows.get(device))
                .map(known -> ReorderWindow.of(rules, known))
                .orElseGet(() -> new ReorderWindow(rules));
    }
}
