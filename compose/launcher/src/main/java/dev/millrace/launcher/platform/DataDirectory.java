package dev.millrace.launcher.platform;

import dev.millrace.part.PartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Everything one embedded platform keeps, claimed by one launcher at a time. The claim ends with the process, however
 * it ends.
 *
 * <p>Layout: {@code broker/} Kafka's log, {@code logs/} one file per part, {@code state/} what topologies keep on
 * disk, {@code uploads/} what devices and people sent, {@code endpoints.json} while running.
 */
public final class DataDirectory implements AutoCloseable {

    /**
     * What this JVM holds. Asked first, because closing any channel on a file drops the locks that the same process has
     * on it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path root;
    private final FileChannel channel;

    private DataDirectory(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /** Makes the directory where it is missing, and claims it. */
    static DataDirectory claim(Path directory) {
        try {
            Files.createDirectories(directory.resolve("logs"));
            var root = directory.toRealPath();
            if (!HELD.add(root)) throw inUse(root);
            var channel = lock(root);
            Endpoints.delete(root);
            return new DataDirectory(root, channel);
        } catch (IOException e) {
            throw new PartFailure("cannot use the data directory " + directory + ": " + e.getMessage(), e);
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        var channel =
                FileChannel.open(root.resolve("platform.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            HELD.remove(root);
            throw inUse(root);
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
        return channel;
    }

    private static PartFailure inUse(Path root) {
        return new PartFailure(root + " is in use by a platform that is running, process " + holder(root)
                + Endpoints.read(root).map(found -> "\n" + found.describe()).orElse("")
                + "\nStop that one first, or choose another directory with --data.");
    }

    private static String holder(Path root) {
        try {
            return Files.readString(root.resolve("platform.lock")).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    public Path root() {
        return root;
    }

    Path broker() {
        return root.resolve("broker");
    }

    Path uploads() {
        return root.resolve("uploads");
    }

    Path database() {
        return root.resolve("database");
    }

    Path amqp() {
        return root.resolve("amqp");
    }

    Path state() {
        return root.resolve("state");
    }

    Path log(String part) {
        return root.resolve("logs").resolve(part + ".log");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD.remove(root);
        }
    }
}
