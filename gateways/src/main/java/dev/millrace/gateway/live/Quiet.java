package dev.millrace.gateway.live;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which neighbours have just failed to answer and are left alone for a while, so that not every caller waits. Thread-safe. */
final class Quiet {

    private final long nanos;
    private final Map<String, Long> until = new ConcurrentHashMap<>();

    Quiet(Duration length) {
        this.nanos = length.toNanos();
    }

    void begin(String name) {
        until.put(name, System.nanoTime() + nanos);
    }

    boolean isNow(String name) {
        var end = until.get(name);
        if (end == null) return false;
        if (System.nanoTime() - end < 0) return true;
        until.remove(name, end);
        return false;
    }
}
