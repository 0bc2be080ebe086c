package dev.millrace.topology.imu;

import java.util.List;

/**
 * Doubtful stamps in a row that go on from each other, whether or not their samples still wait: a device that is quiet
 * after each of its samples is believed as soon as another is.
 *
 * @param count 0 when no stamp is doubtful
 * @param last the newest to come
 * @param unit that of those which say one; stamps of another are no part of it
 */
record DoubtfulRun(int count, long last, Unit unit) {

    static final DoubtfulRun NONE = new DoubtfulRun(0, 0, Unit.UNKNOWN);

    /** Of samples that go on from each other. */
    static DoubtfulRun of(List<ImuSample> samples) {
        var run = NONE;
        for (var sample : samples) run = run.plus(sample);
        return run;
    }

    DoubtfulRun plus(ImuSample sample) {
        return new DoubtfulRun(
                count + 1, sample.deviceNs(), sample.unit().clock().isEmpty() ? unit : sample.unit());
    }

    boolean endsWith(ImuSample sample) {
        return count > 0 && last == sample.deviceNs() && !sample.unit().differs(unit);
    }
}
