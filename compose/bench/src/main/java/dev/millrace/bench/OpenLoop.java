package dev.millrace.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A sender that keeps its timetable whatever the receiver does, so that a stall shows in every message that should
 * have been sent during it.
 */
final class OpenLoop {

    private final long interval;

    private OpenLoop(long interval) {
        this.interval = interval;
    }

    static OpenLoop perSecond(double rate) {
        return new OpenLoop((long) (TimeUnit.SECONDS.toNanos(1) / rate));
    }

    /** Sends message after message, each given the {@link System#nanoTime()} at which it was due. */
    void run(int messages, Send send) throws Exception {
        var start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
        for (var i = 0; i < messages; i++) {
            var due = start + i * interval;
            for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime())
                LockSupport.parkNanos(left);
            send.send(i, due);
        }
    }

    interface Send {
        void send(int number, long due) throws Exception;
    }
}
