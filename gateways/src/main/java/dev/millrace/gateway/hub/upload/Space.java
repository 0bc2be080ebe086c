package dev.millrace.gateway.hub.upload;

import dev.millrace.gateway.hub.upload.UploadRefused.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** How much the uploads take, and may take. Thread-safe. */
final class Space {

    private final UploadSettings settings;
    private final Path directory;
    private long used;

    /** @param directory that is there */
    Space(UploadSettings settings, Path directory) throws IOException {
        this.settings = settings;
        this.directory = directory;
        measure();
    }

    /** @throws UploadRefused when there is no room now for as many bytes */
    synchronized void require(long bytes) throws IOException {
        if (used + bytes > settings.quota().bytes()) {
            throw new UploadRefused(Reason.QUOTA_USED_UP, "uploads may have " + settings.quota() + " together");
        }
        var free = Files.getFileStore(directory).getUsableSpace();
        if (free - bytes < settings.keepFree().bytes()) {
            throw new UploadRefused(Reason.DISK_FULL, "the disk is full but for " + settings.keepFree());
        }
    }

    /**
     * Writes all of some bytes, which are counted from then on.
     *
     * @throws UploadRefused when there is no room for them, or the disk fails; some may be written then, and are counted
     */
    void write(FileChannel to, ByteBuffer bytes) throws IOException {
        var size = bytes.remaining();
        take(size);
        try {
            while (bytes.hasRemaining()) to.write(bytes);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            giveBack(bytes.remaining());
            var isFull = Files.getFileStore(directory).getUsableSpace() < size;
            throw new UploadRefused(
                    isFull ? Reason.DISK_FULL : Reason.DISK_FAILED, "the disk did not take it: " + e.getMessage());
        }
    }

    private synchronized void take(long bytes) throws IOException {
        require(bytes);
        used += bytes;
    }

    /** Bytes that were written are no longer there. */
    synchronized void giveBack(long bytes) {
        used = Math.max(0, used - bytes);
    }

    /** Looks how much there is: others may have changed it. What is written meanwhile is counted, too. */
    void measure() throws IOException {
        long before;
        synchronized (this) {
            before = used;
        }
        var found = new Sum();
        Files.walkFileTree(directory, found);
        synchronized (this) {
            used = Math.max(0, found.bytes + used - before);
        }
    }

    /** The bytes of all files; those that vanish while it looks, as one that is given its name, do not stop it. */
    private static final class Sum extends SimpleFileVisitor<Path> {

        private long bytes;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) bytes += attributes.size();
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }
}
