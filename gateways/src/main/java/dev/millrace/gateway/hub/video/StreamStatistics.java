package dev.millrace.gateway.hub.video;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What came in of one stream, or of all: figures of the last five seconds that are over, and drops since it began.
 * Times are those of {@link System#nanoTime}. Thread-safe.
 */
final class StreamStatistics {

    private static final long WINDOW_NS = Duration.ofSeconds(5).toNanos();

    private final long began;
    private Window current = new Window(0);
    private Window closed = new Window(-1);
    private long dropped;

    StreamStatistics(long nowNs) {
        this.began = nowNs;
    }

    /**
     * @param mbps megabits per second
     * @param dropped packets since the stream began
     * @param latencyMs until the broker had a packet, on average
     * @param worstLatencyMs the longest of them
     */
    record Figures(double mbps, double framesPerSecond, long dropped, double latencyMs, double worstLatencyMs) {}

    synchronized void received(int bytes, long nowNs) {
        at(nowNs).bytes += bytes;
    }

    /** A packet with which a picture begins. */
    synchronized void picture(long nowNs) {
        at(nowNs).pictures++;
    }

    synchronized void dropped(int packets) {
        dropped += packets;
    }

    /** The broker has a packet that was sent to it at {@code sentNs}. */
    synchronized void acknowledged(long sentNs, long nowNs) {
        var window = at(nowNs);
        window.acknowledged++;
        window.waitedNs += nowNs - sentNs;
        window.worstNs = Math.max(window.worstNs, nowNs - sentNs);
    }

    synchronized Figures figures(long nowNs) {
        var number = at(nowNs).number;
        var last = closed.number == number - 1 ? closed : new Window(number - 1);
        var seconds = WINDOW_NS / (double) TimeUnit.SECONDS.toNanos(1);
        return new Figures(
                last.bytes * 8 / 1e6 / seconds,
                last.pictures / seconds,
                dropped,
                last.acknowledged == 0 ? 0 : last.waitedNs / 1e6 / last.acknowledged,
                last.worstNs / 1e6);
    }

    private Window at(long nowNs) {
        var number = Math.floorDiv(nowNs - began, WINDOW_NS);
        if (number > current.number) {
            closed = current;
            current = new Window(number);
        }
        return current;
    }

    /** What happened in one span of time. */
    private static final class Window {

        final long number;
        long bytes;
        long pictures;
        long acknowledged;
        long waitedNs;
        long worstNs;

        Window(long number) {
            this.number = number;
        }
    }
}
