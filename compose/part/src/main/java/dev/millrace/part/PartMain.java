package dev.millrace.part;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one part as a process: prints {@code READY} and where it serves, drains and stops on a signal, and ends with
 * its parent when told to.
 *
 * <p>Exit codes: 0 after a clean stop, 2 for wrong settings, 3 when the part cannot start.
 */
public final class PartMain {

    /** Given by a launcher that holds the process's standard input open for as long as it lives. */
    public static final String EXIT_WITH_PARENT = "MILLRACE_EXIT_WITH_PARENT";

    private static final Logger LOG = LoggerFactory.getLogger(PartMain.class);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private PartMain() {}

    /** A part, and the addresses it serves once started, as one line. */
    public interface Served extends Part {
        String served();
    }

    /** As {@link #run(Metrics, PartSource)}, with the meters of the JVM alone. */
    public static void run(PartSource source) {
        run(new Metrics(), source);
    }

    /**
     * Starts the part, and returns when the process has been told to end. It can be observed meanwhile, where
     * {@link Observation#VARIABLE} says.
     *
     * @param metrics what the part measures
     */
    public static void run(Metrics metrics, PartSource source) {
        Served part;
        try {
            part = source.create();
            observe(part, metrics);
            part.start();
        } catch (SettingsException e) {
            System.err.println("settings: " + e.getMessage());
            System.exit(2);
            return;
        } catch (PartFailure e) {
            LOG.debug("start failed", e);
            System.err.println(e.getMessage());
            System.exit(3);
            return;
        }
        var ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            part.drain(DRAIN);
                            part.stop();
                            ended.countDown();
                        },
                        "stop"));
        System.out.println("READY " + part.served());
        System.out.flush();
        if (System.getenv(EXIT_WITH_PARENT) != null) endWithParent();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes the part from the process's settings. */
    public interface PartSource {
        Served create();
    }

    /** Until the process is gone, so that it can be seen how it drains. */
    private static void observe(Part part, Metrics metrics) {
        var address = System.getenv(Observation.VARIABLE);
        if (address != null && !address.isEmpty()) Observation.open(address, part, metrics);
    }

    private static void endWithParent() {
        var watch = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {}
                    } catch (IOException e) {
                        LOG.debug("standard input is gone", e);
                    }
                    System.exit(0);
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }
}
