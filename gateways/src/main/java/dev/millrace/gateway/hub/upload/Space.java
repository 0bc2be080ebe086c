package dev.millrace.gateway.hub.upload;

import dev.millrace.gateway.hub.upload.UploadRefused.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

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

    /** As {@link #require}, before they are written. */
    synchronized void take(long bytes) throws IOException {
        require(bytes);
        used += bytes;
    }

    /** Bytes that were taken are no longer needed. */
    synchronized void giveBack(long bytes) {
        used = Math.max(0, used - bytes);
    }

    /** Looks how much there is: others may have changed it. */
    synchronized void measure() throws IOException {
        try (var files = Files.walk(directory)) {
            used = files.mapToLong(Space::size).sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
