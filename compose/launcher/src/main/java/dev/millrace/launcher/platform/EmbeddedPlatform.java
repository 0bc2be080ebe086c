package dev.millrace.launcher.platform;

import dev.millrace.part.Health;
import dev.millrace.part.Part;
import dev.millrace.part.PartMain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The whole platform on one data directory: its parts started in the order they depend on each other, drained and
 * stopped in reverse.
 *
 * <p>Thread-safe: {@link #close} may be called while {@link #start} runs, and ends it.
 */
public final class EmbeddedPlatform implements AutoCloseable {

    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final DataDirectory directory;
    private final Assembly assembly;
    private final Observer observer;
    private final Deque<Part> started = new ArrayDeque<>();
    private final Object turn = new Object();
    private volatile Endpoints endpoints = new Endpoints(Map.of());
    private volatile boolean isClosing;
    private boolean isClosed;

    private EmbeddedPlatform(DataDirectory directory, Assembly assembly, Observer observer) {
        this.directory = directory;
        this.assembly = assembly;
        this.observer = observer;
    }

    /**
     * Claims the data directory and the ports; nothing runs yet.
     *
     * @param isYielding whether to take free ports where default ones are busy
     * @throws dev.millrace.part.PartFailure when the directory or a port is in use
     */
    public static EmbeddedPlatform claim(PlatformSettings.Read settings, boolean isYielding, Observer observer) {
        var directory = DataDirectory.claim(settings.settings().directory());
        try {
            return new EmbeddedPlatform(
                    directory, Assembler.assemble(settings, directory, isYielding, observer), observer);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /**
     * Starts every part and writes {@code endpoints.json}; false when closed meanwhile.
     *
     * @throws dev.millrace.part.PartFailure when a part cannot start; what was started has been stopped again
     */
    public boolean start() {
        for (var part : assembly.parts()) {
            synchronized (turn) {
                if (isClosing) return false;
                start(part);
            }
        }
        synchronized (turn) {
            if (isClosing) return false;
            endpoints = found();
            endpoints.write(directory.root());
        }
        return true;
    }

    private void start(Part part) {
        observer.starting(part.name());
        var began = System.nanoTime();
        started.push(part);
        try {
            part.start();
        } catch (RuntimeException e) {
            if (isClosing) return;
            close();
            throw e;
        }
        observer.ready(part.name(), served(part), since(began));
    }

    /** Where everything serves, once started. */
    public Endpoints endpoints() {
        return endpoints;
    }

    /** A gateway says where each of its ports is, as {@code console=http://127.0.0.1:8080}. */
    private Endpoints found() {
        var addresses = new LinkedHashMap<String, String>();
        for (var part : assembly.parts()) {
            for (var word : served(part).split(" ")) {
                var pair = word.split("=", 2);
                if (pair.length == 2) addresses.put(pair[0], pair[1]);
            }
        }
        addresses.putAll(assembly.endpoints());
        return new Endpoints(addresses);
    }

    private static String served(Part part) {
        return part instanceof PartMain.Served serving ? serving.served() : "";
    }

    public Path directory() {
        return directory.root();
    }

    /** How each part is, in the order of their start. */
    public Map<String, Health> health() {
        var all = new LinkedHashMap<String, Health>();
        for (var part : assembly.parts()) all.put(part.name(), part.health());
        return all;
    }

    /** The parts that run as processes of their own now, by name. */
    public Map<String, ProcessHandle> processes() {
        var all = new LinkedHashMap<String, ProcessHandle>();
        for (var part : assembly.parts()) {
            if (part instanceof ChildPart child) child.handle().ifPresent(process -> all.put(part.name(), process));
        }
        return all;
    }

    @Override
    public void close() {
        isClosing = true;
        // A child that is being started is told at once; other parts are not made for that, and start quickly.
        for (var part : assembly.parts()) if (part instanceof ChildPart child) child.abandonStart();
        synchronized (turn) {
            if (isClosed) return;
            isClosed = true;
            Endpoints.delete(directory.root());
            while (!started.isEmpty()) stop(started.pop());
            directory.close();
        }
    }

    private void stop(Part part) {
        observer.stopping(part.name());
        var began = System.nanoTime();
        part.drain(DRAIN);
        part.stop();
        observer.stopped(part.name(), since(began));
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
