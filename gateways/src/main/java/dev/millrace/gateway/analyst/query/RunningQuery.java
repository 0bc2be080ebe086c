package dev.millrace.gateway.analyst.query;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One question on its way to an answer. Thread-safe. */
public final class RunningQuery {

    private final QueryLimits limits;
    private final Tally tally = new Tally();
    private final AtomicReference<@Nullable Unanswered> ending = new AtomicReference<>();
    private volatile Runnable interruption = () -> {};

    public RunningQuery(QueryLimits limits) {
        this.limits = limits;
    }

    public QueryLimits limits() {
        return limits;
    }

    public Tally tally() {
        return tally;
    }

    /** Ends it; the first reason counts. Returns once whatever runs has been told. */
    public void end(Unanswered why) {
        if (ending.compareAndSet(null, why)) interruption.run();
    }

    /** Notes why it fails, where whoever notes it lets it fail at once. */
    void fail(Unanswered why) {
        ending.compareAndSet(null, why);
    }

    public boolean isEnding() {
        return ending.get() != null;
    }

    /** @throws Unanswered when it was ended */
    void check() throws Unanswered {
        var why = ending.get();
        if (why != null) throw why;
    }

    /** Counts what was read, and ends the question where it is too much. */
    void read(Tally.Part part, long unreadable) throws Unanswered {
        tally.add(part);
        if (unreadable > 0) tally.addUnreadable(unreadable);
        if (tally.records() > limits.records()) {
            fail(tooMuch("it reads more than " + limits.records() + " records"));
        } else if (tally.bytes() > limits.bytes()) {
            fail(tooMuch("it reads more than " + limits.bytes() + " bytes from topics"));
        }
        check();
    }

    /** @param how stops what runs for this question, from any thread */
    void onEnd(Runnable how) {
        interruption = how;
        if (isEnding()) how.run();
    }

    private static Unanswered tooMuch(String what) {
        return new Unanswered(
                Unanswered.Reason.LIMIT_REACHED, what + "; narrow it by _time, _partition, _offset or _key");
    }
}
