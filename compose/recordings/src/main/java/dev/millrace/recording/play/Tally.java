package dev.millrace.recording.play;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;

/** The running counts of one player. Written by its thread, read by any. */
public final class Tally {

    private final LongAdder sent = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final OptionalLong total;
    private volatile Duration behind = Duration.ZERO;
    private volatile boolean isConnected;
    private volatile boolean isDone;
    private volatile String trouble = "";

    public Tally(OptionalLong total) {
        this.total = total;
    }

    public void sent(long size) {
        sent.increment();
        bytes.add(size);
    }

    public void acknowledged() {
        acknowledged.increment();
        isConnected = true;
    }

    public void refused(String why) {
        refused.increment();
        isConnected = true;
        trouble = why;
    }

    public void failed(String why) {
        failed.increment();
        isConnected = false;
        trouble = why;
    }

    public void skipped() {
        skipped.increment();
    }

    public void behind(Duration by) {
        behind = by;
    }

    public void connected() {
        isConnected = true;
    }

    public void trouble(String what) {
        trouble = what;
    }

    public void done() {
        isDone = true;
        isConnected = false;
    }

    public Progress progress() {
        return new Progress(
                sent.sum(),
                acknowledged.sum(),
                failed.sum(),
                refused.sum(),
                skipped.sum(),
                bytes.sum(),
                total,
                behind,
                isConnected,
                isDone,
                trouble);
    }
}
