package dev.millrace.recording.play;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** When each message is due: recorded time divided by the pace, counted from a start that can be moved. One thread waits on it; any may stop it. */
public final class Schedule {

    private final Pace pace;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private long started = System.nanoTime();

    public Schedule(Pace pace) {
        this.pace = pace;
    }

    /** Makes {@code due} due now, and everything after it relative to that. */
    public void startAt(Duration due) {
        started = System.nanoTime() - scaled(due);
    }

    /** Waits until {@code due}; false when stopped. What is overdue is not waited for. */
    public boolean await(Duration due) {
        return pause(Duration.ofNanos(started + scaled(due) - System.nanoTime()));
    }

    /** How long {@code due} has been overdue; zero when it is not, or when there is no pace to keep. */
    public Duration overdue(Duration due) {
        if (Double.isInfinite(pace.rate())) {
            return Duration.ZERO;
        }
        return Duration.ofNanos(Math.max(0, System.nanoTime() - started - scaled(due)));
    }

    /** Waits for a time that has nothing to do with the recording; false when stopped. */
    public boolean pause(Duration time) {
        try {
            return !stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.countDown();
            return false;
        }
    }

    public void stop() {
        stopped.countDown();
    }

    public boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private long scaled(Duration due) {
        return (long) (due.toNanos() / pace.rate());
    }
}
