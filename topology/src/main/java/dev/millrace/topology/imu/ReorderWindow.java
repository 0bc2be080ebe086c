package dev.millrace.topology.imu;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts one device's samples in the order of its own stamps: each is held until the newest stamp has passed it by the
 * window, or until the device is known to be quiet. Every sample goes out, is a duplicate, or is late; one of them,
 * once. Decides from its input alone. Not thread-safe.
 *
 * <p>A stamp further from the newest than the horizon (and, ahead, than the time that has gone by) is not believed at
 * once: it waits in doubt. So many in doubt in a row that are near each other begin a new era, in which time starts
 * afresh; an ordinary stamp before that shows that they were strays, and they are late. So neither a device that starts
 * again at zero nor one stamp in the far future makes everything late for ever. Those that wait in doubt when the device
 * becomes quiet are late too, but count on towards the era.
 */
final class ReorderWindow {

    private final Rules rules;
    private final List<ImuSample> held = new ArrayList<>();
    private final List<ImuSample> doubted = new ArrayList<>();
    private final Remembered remembered;
    private DoubtfulRun run = DoubtfulRun.NONE;
    private Totals totals = Totals.NONE;
    private Arrival arrival = Arrival.NONE;
    private Unit unit = Unit.UNKNOWN;
    private long era;
    private long newest;
    private boolean hasReleased;
    private long released;
    private boolean isEraFresh;

    ReorderWindow(Rules rules) {
        this.rules = rules;
        this.remembered = new Remembered(rules.remembered());
    }

    /**
     * Called before each record's samples: what one record sends out is of one era, so what a new era has ready goes
     * out with the next.
     *
     * @return what is due
     */
    List<ImuSample> next(Arrival at) {
        isEraFresh = false;
        return isRunLong() && !doubted.isEmpty() ? beginEra(at) : release(due());
    }

    Decision admit(ImuSample sample, Arrival at) {
        totals = totals.plusReceived();
        if (era == 0) era = 1;
        else if (isFar(sample, at)) return doubt(sample, at);
        run = DoubtfulRun.NONE;
        var dismissed = dismiss();
        return new Decision(place(sample, at), dismissed);
    }

    /** The device is quiet: nothing older than this is to be waited for. */
    Decision idle(long upToNs) {
        var dismissed = dismiss();
        return new Decision(emitted(release(upToNs)), dismissed);
    }

    Totals totals() {
        return totals;
    }

    /** From 1; 0 before the first sample. */
    long era() {
        return era;
    }

    /** That of the newest sample in order. */
    Arrival arrival() {
        return arrival;
    }

    /** Samples about which nothing is decided yet. */
    int waiting() {
        return held.size() + doubted.size();
    }

    private Verdict place(ImuSample sample, Arrival at) {
        var stamp = sample.deviceNs();
        var index = indexOf(stamp);
        var isHeld = index < held.size() && held.get(index).deviceNs() == stamp;
        if (isHeld || remembered.contains(stamp)) {
            totals = totals.plusDuplicate();
            return new Verdict.Duplicate();
        }
        if (hasReleased && stamp < released) {
            totals = totals.plusLate(1);
            remembered.add(stamp);
            return new Verdict.TooLate(minus(released, stamp));
        }
        if (stamp > newest || held.isEmpty() && !hasReleased) {
            newest = stamp;
            arrival = at;
        }
        if (!sample.unit().clock().isEmpty()) unit = sample.unit();
        held.add(index, sample);
        return emitted(release(due()));
    }

    private Decision doubt(ImuSample sample, Arrival at) {
        if (isKnown(sample)) {
            totals = totals.plusDuplicate();
            return new Decision(new Verdict.Duplicate(), List.of());
        }
        var dismissed = List.<Decision.Late>of();
        if (isAlone(sample)) {
            run = DoubtfulRun.NONE;
            dismissed = dismiss();
        }
        run = run.plus(sample);
        doubted.add(sample);
        var isBelieved = isRunLong() && !isEraFresh;
        return new Decision(isBelieved ? new Verdict.NewEra(beginEra(at)) : new Verdict.Doubt(), dismissed);
    }

    private boolean isRunLong() {
        return run.count() >= rules.jumpSamples();
    }

    private List<ImuSample> beginEra(Arrival at) {
        var rest = release(Long.MAX_VALUE);
        era++;
        run = DoubtfulRun.NONE;
        isEraFresh = true;
        hasReleased = false;
        unit = Unit.UNKNOWN;
        remembered.clear();
        var begun = List.copyOf(doubted);
        doubted.clear();
        begun.forEach(sample -> place(sample, at));
        return rest;
    }

    private List<ImuSample> release(long upToNs) {
        var going = 0;
        while (going < held.size() && !isEraFresh) {
            var stamp = held.get(going).deviceNs();
            var isDue = stamp <= upToNs;
            if (!isDue && held.size() - going <= rules.held()) break;
            totals = totals.plusEmitted(hasReleased && minus(stamp, released) > rules.windowNs(), !isDue);
            remembered.add(stamp);
            released = stamp;
            hasReleased = true;
            going++;
        }
        if (going == 0) return List.of();
        var gone = held.subList(0, going);
        var inOrder = List.copyOf(gone);
        gone.clear();
        return inOrder;
    }

    private List<Decision.Late> dismiss() {
        if (doubted.isEmpty()) return List.of();
        var dismissed = doubted.stream()
                .map(sample -> new Decision.Late(sample, minus(newest, sample.deviceNs())))
                .toList();
        totals = totals.plusLate(dismissed.size());
        doubted.clear();
        return dismissed;
    }

    private boolean isFar(ImuSample sample, Arrival at) {
        if (sample.unit().differs(unit)) return true;
        var ahead = minus(sample.deviceNs(), newest);
        var elapsed = Math.max(0, minus(at.receivedNs(), arrival.receivedNs()));
        return ahead < -rules.horizonNs() || minus(ahead, elapsed) > rules.horizonNs();
    }

    private boolean isKnown(ImuSample sample) {
        var stamp = sample.deviceNs();
        return !sample.unit().differs(unit) && remembered.contains(stamp)
                || run.endsWith(sample)
                || doubted.stream().anyMatch(other -> other.deviceNs() == stamp && !isElsewhere(other, sample));
    }

    /**
     * Whether it goes on from none in doubt. All in doubt are of one unit, though some may not say which: so no two of
     * them are the same instant when they begin an era.
     */
    private boolean isAlone(ImuSample sample) {
        return run.count() > 0 && (sample.unit().differs(run.unit()) || isApart(run.last(), sample.deviceNs()));
    }

    private boolean isElsewhere(ImuSample one, ImuSample other) {
        return one.unit().differs(other.unit()) || isApart(one.deviceNs(), other.deviceNs());
    }

    private boolean isApart(long one, long other) {
        var apart = minus(one, other);
        return apart > rules.horizonNs() || apart < -rules.horizonNs();
    }

    /** Where a stamp is or would be among the held; most are the newest. */
    private int indexOf(long stamp) {
        var index = held.size();
        while (index > 0 && held.get(index - 1).deviceNs() >= stamp) index--;
        return index;
    }

    private long due() {
        return minus(newest, rules.windowNs());
    }

    private static Verdict emitted(List<ImuSample> inOrder) {
        return inOrder.isEmpty() ? new Verdict.Hold() : new Verdict.Emit(inOrder);
    }

    /** The difference, or the largest there is. */
    private static long minus(long one, long other) {
        var difference = one - other;
        var isOverflow = ((one ^ other) & (one ^ difference)) < 0;
        if (!isOverflow) return difference;
        return one < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** All of it, to be kept elsewhere. */
    State state() {
        return new State(
                era,
                newest,
                hasReleased,
                released,
                unit,
                arrival,
                totals,
                remembered.all(),
                List.copyOf(held),
                List.copyOf(doubted),
                run);
    }

    static ReorderWindow of(Rules rules, State state) {
        var window = new ReorderWindow(rules);
        window.era = state.era;
        window.newest = state.newest;
        window.hasReleased = state.hasReleased;
        window.released = state.released;
        window.unit = state.unit;
        window.arrival = state.arrival;
        window.totals = state.totals;
        for (var stamp : state.remembered) window.remembered.add(stamp);
        window.held.addAll(state.held);
        window.doubted.addAll(state.doubted);
        window.run = state.run;
        return window;
    }

    /** A window between two records. */
    @SuppressWarnings("ArrayRecordComponent")
    record State(
            long era,
            long newest,
            boolean hasReleased,
            long released,
            Unit unit,
            Arrival arrival,
            Totals totals,
            long[] remembered,
            List<ImuSample> held,
            List<ImuSample> doubted,
            DoubtfulRun run) {}
}
