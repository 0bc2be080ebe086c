package dev.millrace.gateway.hub.imu;

import dev.millrace.gateway.Platform;
import dev.millrace.gateway.clock.DeviceClock;
import dev.millrace.gateway.clock.DeviceTime;
import dev.millrace.gateway.hub.device.DeviceSession;
import dev.millrace.message.imu.ImuBatch;
import dev.millrace.topic.Stamp;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Writes one connection's samples. A sample goes out at once when none of its connection is on its way; else it waits
 * for the one that is, together with what comes meanwhile: batches grow with the load, and cost no time of their own.
 * Thread-safe.
 */
final class ImuWriter {

    private static final int MOST_SAMPLES = 32;

    private final Platform platform;
    private final DeviceSession session;
    private final DeviceClock clock;
    private final ImuMeters meters;
    private final Executor tasks;
    private final QuietMark quiet = new QuietMark();
    private @Nullable Pending pending;
    private @Nullable DeviceTime newest;
    private int inFlight;
    private long sequence;

    /** Samples of one unit that wait to be written. */
    private static final class Pending {
        final ImuBatch.Builder batch = ImuBatch.newBuilder();
        final CompletableFuture<Void> written = new CompletableFuture<>();
        final DeviceTime first;
        DeviceTime last;
        long receivedNs;

        Pending(DeviceTime first) {
            this.first = first;
            this.last = first;
        }

        boolean takes(DeviceTime time) {
            return time.tickNs() == first.tickNs()
                    && time.clock().equals(first.clock())
                    && batch.getSamplesCount() < MOST_SAMPLES;
        }
    }

    /** @param tasks on which what has waited is written; in order */
    ImuWriter(Platform platform, DeviceSession session, DeviceClock clock, ImuMeters meters, Executor tasks) {
        this.platform = platform;
        this.session = session;
        this.clock = clock;
        this.meters = meters;
        this.tasks = tasks;
    }

    /**
     * @param nowNs of {@link System#nanoTime}
     * @return when the sample is written, or known not to be
     */
    synchronized CompletionStage<?> write(ImuBatch.Sample sample, DeviceTime time, long receivedNs, long nowNs) {
        quiet.heard(nowNs);
        if (newest == null || !newest.clock().equals(time.clock()) || newest.ns() < time.ns()) newest = time;
        var waiting = pending;
        if (waiting != null && !waiting.takes(time)) {
            flush();
            waiting = null;
        }
        if (waiting == null) {
            waiting = new Pending(time);
            pending = waiting;
        }
        waiting.batch.addSamples(sample);
        waiting.receivedNs = receivedNs;
        if (waiting.last.ns() < time.ns()) waiting.last = time;
        if (inFlight == 0 || waiting.batch.getSamplesCount() >= MOST_SAMPLES) flush();
        return waiting.written;
    }

    /** Says that the device is quiet, if it has been for so long and that has not been said. */
    synchronized void quiet(long nowNs, long afterNs, long receivedNs) {
        if (quiet.isDue(nowNs, afterNs)) sayIdle(nowNs, receivedNs);
    }

    /** Nothing follows: what was sent is all there is to wait for. */
    synchronized void close(long nowNs, long receivedNs) {
        sayIdle(nowNs, receivedNs);
    }

    /** Whether Kafka knows that nothing follows, or need not. */
    synchronized boolean isQuietWritten() {
        return newest == null || quiet.isWritten();
    }

    private void sayIdle(long nowNs, long receivedNs) {
        var last = newest;
        if (last == null) return;
        flush();
        quiet.said(nowNs);
        var idle = stamp(last, receivedNs).on(ImuBatch.newBuilder()).setIdleUpToNs(last.ns());
        platform.exact()
                .send(platform.topics().imuSamples(), session.device(), idle.build())
                .whenComplete((at, failure) -> saidIdle(failure == null));
    }

    private synchronized void saidIdle(boolean isWritten) {
        if (isWritten) quiet.written();
        else quiet.lost();
    }

    private void flush() {
        var going = pending;
        if (going == null) return;
        pending = null;
        inFlight++;
        meters.wrote();
        var batch = stamp(going.last, going.receivedNs).on(going.batch).build();
        platform.exact()
                .send(platform.topics().imuSamples(), session.device(), batch)
                .whenComplete((at, failure) -> {
                    if (failure != null) meters.dropped(batch.getSamplesCount(), failure);
                    going.written.complete(null);
                    landed();
                });
    }

    private synchronized void landed() {
        inFlight--;
        if (pending != null && inFlight == 0) tasks.execute(this::flushWaiting);
    }

    private synchronized void flushWaiting() {
        flush();
    }

    private Stamp stamp(DeviceTime time, long receivedNs) {
        return clock.stamp(Stamp.received(receivedNs), time)
                .session(session.id(), 0, sequence++)
                .principal(session.principal());
    }
}
