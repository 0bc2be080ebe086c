package dev.millrace.gateway.live;

import com.google.protobuf.Message;
import dev.millrace.part.LogThrottle;
import dev.millrace.topic.Topic;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few threads, each with a consumer, that bring feeds from where they start to where it is live. Thread-safe. */
final class CatchUp implements AutoCloseable {

    /** Tells the reader to read a partition from an offset on. */
    interface Opening {

        void read(LivePartition<?> partition, long from);
    }

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
    private static final int THREADS = 4;
    private static final int STEPS_IN_A_ROW = 16;
    private static final long ROOM_WAIT_MS = 5;
    private static final long WEATHER_WAIT_MS = 200;

    private final Supplier<Past> readers;
    private final Function<Topic<?>, Reading<?>> readings;
    private final Opening opening;
    private final ConcurrentLinkedDeque<Past> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger threads = new AtomicInteger();
    private final LogThrottle throttle = new LogThrottle();
    private final ScheduledThreadPoolExecutor executor;

    CatchUp(Supplier<Past> readers, Function<Topic<?>, Reading<?>> readings, Opening opening) {
        this.readers = readers;
        this.readings = readings;
        this.opening = opening;
        this.executor = new ScheduledThreadPoolExecutor(THREADS, this::thread);
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void begin(Feed<?> feed) {
        goOn(feed, 0);
    }

    private void goOn(Feed<?> feed, long delayMs) {
        try {
            executor.schedule(() -> run(feed), delayMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The reader is closing, and its subscriptions with it.
        }
    }

    private void run(Feed<?> feed) {
        Past past;
        try {
            var idleReader = idle.pollFirst();
            past = idleReader == null ? readers.get() : idleReader;
        } catch (KafkaException e) {
            waitForTheBroker(feed, e);
            return;
        }
        try {
            var step = steps(feed, past);
            if (step == Feed.Step.AGAIN) goOn(feed, 0);
            else if (step == Feed.Step.WHEN_THERE_IS_ROOM) goOn(feed, ROOM_WAIT_MS);
            else if (step == Feed.Step.WHEN_THE_BROKER_ANSWERS) goOn(feed, WEATHER_WAIT_MS);
        } catch (InterruptException e) {
            feed.fail(e);
        } catch (RetriableException e) {
            waitForTheBroker(feed, e);
        } catch (KafkaException e) {
            feed.fail(e);
        } finally {
            idle.addFirst(past);
        }
    }

    private void waitForTheBroker(Feed<?> feed, KafkaException cause) {
        throttle.log(times -> LOG.warn("catching up waits for the broker times={} cause={}", times, cause.toString()));
        goOn(feed, WEATHER_WAIT_MS);
    }

    private <V extends Message> Feed.Step steps(Feed<V> feed, Past past) {
        if (feed.isClosed()) return Feed.Step.DONE;
        var partition = feed.partition();
        partition.open(() -> past.end(partition.id()), from -> opening.read(partition, from));
        var look = new LogLook<>(partition, past, readings);
        var step = Feed.Step.AGAIN;
        for (var i = 0; i < STEPS_IN_A_ROW && step == Feed.Step.AGAIN; i++) step = feed.step(past, look);
        return step;
    }

    @Override
    public void close() {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(5, TimeUnit.SECONDS)) LOG.warn("a catch-up did not end in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (var past = idle.poll(); past != null; past = idle.poll()) past.close();
    }

    private Thread thread(Runnable work) {
        var thread = new Thread(work, "catch-up-" + threads.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
