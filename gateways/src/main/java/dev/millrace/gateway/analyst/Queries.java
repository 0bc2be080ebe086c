package dev.millrace.gateway.analyst;

import dev.millrace.gateway.analyst.query.QueryLimits;
import dev.millrace.gateway.analyst.query.RunningQuery;
import dev.millrace.gateway.analyst.query.Unanswered;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The questions that are being answered, and the last that were. It ends those that take too long, and those whose
 * client has left. Thread-safe.
 */
final class Queries implements AutoCloseable {

    private static final int REMEMBERED = 100;
    private static final long LOOK_MILLIS = 100;
    private static final long GRACE_MILLIS = 2_000;
    private static final long LONG_GRACE_MILLIS = 30_000;

    private final int most;
    private final Map<String, Asked> running = new LinkedHashMap<>();
    private final Deque<Asked> past = new ArrayDeque<>();
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "query-watch"));
    /** Ending one waits until it has stopped reading. */
    private final ExecutorService enders = Executors.newCachedThreadPool(task -> daemon(task, "query-end"));

    private boolean isClosed;

    /** @param most answered at once */
    Queries(int most) {
        this.most = most;
        watch.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Begins a question, which must be {@linkplain #finish finished}.
     *
     * @param client looked at now and then while it is being answered
     * @throws Unanswered when as many as may be are being answered, or one of this id
     */
    Asked begin(String id, String principal, String sql, QueryLimits limits, ClientPresence client) throws Unanswered {
        var asked = new Asked(id, principal, sql, new RunningQuery(limits), client);
        synchronized (running) {
            if (isClosed) throw new Unanswered(Unanswered.Reason.BUSY, "the gateway is about to stop");
            if (running.size() >= most) {
                throw new Unanswered(
                        Unanswered.Reason.BUSY, "at most " + most + " questions are answered at once; ask again");
            }
            if (running.containsKey(id)) {
                throw new Unanswered(Unanswered.Reason.BAD_QUESTION, "a question " + id + " is being answered");
            }
            running.put(id, asked);
        }
        return asked;
    }

    void finish(Asked asked, Optional<Unanswered> failure) {
        asked.finish(failure);
        synchronized (running) {
            running.remove(asked.id());
            past.addFirst(asked);
            if (past.size() > REMEMBERED) past.removeLast();
        }
    }

    /** The newest of this id that the principal asked. */
    Optional<Asked> find(String id, String principal) {
        return of(principal).stream().filter(asked -> asked.id().equals(id)).findFirst();
    }

    /** Those of a principal: running, then past, the newest first. */
    List<Asked> of(String principal) {
        synchronized (running) {
            var all = new ArrayList<>(running.values());
            all.addAll(past);
            all.removeIf(asked -> !asked.principal().equals(principal));
            return all;
        }
    }

    void cancel(Asked asked, String why) {
        end(asked, new Unanswered(Unanswered.Reason.CANCELLED, why));
    }

    @Override
    public void close() {
        List<Asked> left;
        synchronized (running) {
            isClosed = true;
            left = List.copyOf(running.values());
        }
        left.forEach(asked -> cancel(asked, "the gateway stops"));
        watch.shutdownNow();
        enders.shutdown();
    }

    private void look() {
        List<Asked> all;
        synchronized (running) {
            all = List.copyOf(running.values());
        }
        for (var asked : all) {
            var time = asked.query().limits().time();
            if (asked.elapsed().compareTo(time) > 0) {
                end(asked, new Unanswered(Unanswered.Reason.LIMIT_REACHED, "it takes longer than " + text(time)));
            } else if (asked.client().isGone()) {
                cancel(asked, "the client has left");
            }
        }
    }

    private void end(Asked asked, Unanswered why) {
        if (asked.query().isEnding()) return;
        enders.execute(() -> asked.query().end(why));
        watch.schedule(() -> cutReader(asked), GRACE_MILLIS, TimeUnit.MILLISECONDS);
        watch.schedule(() -> cut(asked), LONG_GRACE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** What has ended is still there when its client does not read what it is told. */
    private static void cutReader(Asked asked) {
        if (asked.client().hasBegunToHear()) cut(asked);
    }

    /** A client that has heard nothing yet may ask again by itself when it is cut off, as browsers do. */
    private static void cut(Asked asked) {
        if (asked.isRunning()) asked.client().cut();
    }

    private static String text(java.time.Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
