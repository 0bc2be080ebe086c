package dev.millrace.topology.imu;

import dev.millrace.message.imu.ImuBatch;
import dev.millrace.topic.Stamp;
import dev.millrace.topology.Rejected;
import dev.millrace.topology.imu.Decision.Late;
import dev.millrace.topology.imu.ImuSample.Vector;
import java.util.List;
import java.util.Optional;

/** Reads and writes samples as messages. */
final class Batches {

    /** What is held of one record at most must fit into a device's state. */
    private static final int MOST_SAMPLES = 32;

    private static final int LONGEST_TEXT = 32;

    private Batches() {}

    static Optional<Rejected> flaw(ImuBatch batch) {
        if (batch.getSamplesCount() > MOST_SAMPLES) {
            return flaw("too-many-samples", "a record has at most " + MOST_SAMPLES + ": " + batch.getSamplesCount());
        }
        if (Unit.of(batch.getDeviceTickNs(), batch.getClock()).isEmpty()) {
            return flaw("unknown-unit", "no clock: " + batch.getClock() + " of " + batch.getDeviceTickNs() + " ns");
        }
        if (batch.getSamplesList().stream()
                .anyMatch(sample -> sample.getDeviceTimeText().length() > LONGEST_TEXT)) {
            return flaw("long-time", "a stamp's text has at most " + LONGEST_TEXT + " characters");
        }
        return Optional.empty();
    }

    static Arrival arrival(ImuBatch batch) {
        return new Arrival(
                batch.getReceivedNs(),
                batch.getClockOffsetNs(),
                batch.getClockUncertaintyNs(),
                batch.getCaptureTimeNs() != 0);
    }

    static List<ImuSample> samples(ImuBatch batch) {
        var unit = Unit.of(batch.getDeviceTickNs(), batch.getClock()).orElse(Unit.UNKNOWN);
        return batch.getSamplesList().stream()
                .map(sample -> new ImuSample(
                        sample.getDeviceNs(),
                        unit,
                        sample.getDeviceTime(),
                        sample.getDeviceTimeText(),
                        new Vector(sample.getAccelerationX(), sample.getAccelerationY(), sample.getAccelerationZ()),
                        new Vector(sample.getRotationX(), sample.getRotationY(), sample.getRotationZ())))
                .toList();
    }

    /** @param samples of one era, at least one, in order */
    static ImuBatch ordered(
            Stamp stamp, Arrival arrival, long era, List<ImuSample> samples, Transform transform, Totals totals) {
        var newest = samples.get(samples.size() - 1);
        var unit = newest.unit();
        var head = stamp.deviceTime(newest.deviceTime(), unit.tickNs(), unit.clock())
                .clockOffset(arrival.offsetNs(), arrival.uncertaintyNs())
                .capturedAt(arrival.isPlaced() ? newest.deviceNs() + arrival.offsetNs() : 0);
        var batch = head.on(ImuBatch.newBuilder())
                .setEra(era)
                .setReceived(totals.received())
                .setEmitted(totals.emitted())
                .setDuplicates(totals.duplicates())
                .setLate(totals.late())
                .setGaps(totals.gaps())
                .setHurried(totals.hurried());
        for (var sample : samples) {
            batch.addSamples(
                    message(sample, unit, transform.apply(sample.acceleration()), transform.apply(sample.rotation())));
        }
        return batch.build();
    }

    /** As they came, in the unit of the record that showed them to be late. */
    static ImuBatch late(Stamp stamp, List<Late> samples) {
        var unit = Unit.of(stamp.deviceTickNs(), stamp.clock()).orElse(Unit.UNKNOWN);
        var batch = stamp.on(ImuBatch.newBuilder());
        for (var late : samples) {
            var sample = late.sample();
            batch.addSamples(message(sample, unit, sample.acceleration(), sample.rotation())
                    .setLateByNs(late.byNs()));
        }
        return batch.build();
    }

    /** A stamp of another unit than the record's is given as text, for its number would mislead. */
    private static ImuBatch.Sample.Builder message(ImuSample sample, Unit unit, Vector acceleration, Vector rotation) {
        var isForeign = sample.unit().tickNs() != unit.tickNs() && sample.text().isEmpty();
        return ImuBatch.Sample.newBuilder()
                .setDeviceNs(sample.deviceNs())
                .setDeviceTime(sample.deviceTime())
                .setDeviceTimeText(isForeign ? Long.toString(sample.deviceTime()) : sample.text())
                .setAccelerationX(acceleration.x())
                .setAccelerationY(acceleration.y())
                .setAccelerationZ(acceleration.z())
                .setRotationX(rotation.x())
                .setRotationY(rotation.y())
                .setRotationZ(rotation.z());
    }

    private static Optional<Rejected> flaw(String reason, String message) {
        return Optional.of(new Rejected(reason, message));
    }
}
