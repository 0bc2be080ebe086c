package dev.millrace.faults;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Time that passes on purpose: how long a fault lasts, or a client waits before it tries again. */
final class Pause {

    private Pause() {}

    static void of(Duration duration) {
        var end = System.nanoTime() + duration.toNanos();
        for (var left = duration.toNanos(); left > 0; left = end - System.nanoTime()) LockSupport.parkNanos(left);
    }
}
