package dev.millrace.gateway.hub.upload;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The uploads' folder, made when it is needed first, and the threads that may wait for its disk. Thread-safe. */
final class Uploads {

    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
    private static final int THREADS = 2;
    private static final long SWEEP_SECONDS = 60;
    private static final long STOP_SECONDS = 10;

    private final UploadSettings settings;
    private final ExecutorService writers = Executors.newFixedThreadPool(THREADS, task -> daemon(task, "hub-uploads"));
    private final ScheduledExecutorService sweeper =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "hub-uploads-sweeper"));
    private @Nullable UploadFolder folder;

    Uploads(UploadSettings settings) {
        this.settings = settings;
    }

    UploadSettings settings() {
        return settings;
    }

    /** Runs what writes, where nobody waits for it but its own sender. */
    Executor writers() {
        return writers;
    }

    synchronized UploadFolder folder() throws IOException {
        if (folder == null) folder = UploadFolder.open(settings);
        return folder;
    }

    void start() {
        sweeper.scheduleWithFixedDelay(this::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits for what was begun. */
    void stop() {
        sweeper.shutdown();
        writers.shutdown();
        try {
            if (!writers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("uploads were still being written at the end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweep() {
        UploadFolder open;
        synchronized (this) {
            open = folder;
        }
        if (open == null) return;
        try {
            open.sweep(Instant.now().minus(settings.keepUnfinished()));
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("cause", e.toString()).log("unfinished uploads cannot be looked through");
        }
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
