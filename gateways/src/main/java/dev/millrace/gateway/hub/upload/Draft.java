package dev.millrace.gateway.hub.upload;

import dev.millrace.gateway.hub.upload.UploadRefused.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that is being written, and is gone when it is not published. For one thread at a time. */
final class Draft implements AutoCloseable {

    private final UploadFolder folder;
    private final Path file;
    private final long most;
    private final FileChannel channel;
    private long bytes;

    /** @param most bytes that it may have */
    Draft(UploadFolder folder, Path file, long most) throws IOException {
        this.folder = folder;
        this.file = file;
        this.most = most;
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    long bytes() {
        return bytes;
    }

    /** @throws UploadRefused when it would be too large, or there is no room */
    void append(byte[] content) throws IOException {
        if (bytes + content.length > most) {
            throw new UploadRefused(Reason.FILE_TOO_LARGE, "a file may have at most " + most + " bytes");
        }
        try {
            folder.space().write(channel, ByteBuffer.wrap(content));
        } finally {
            bytes = channel.position();
        }
    }

    void publish(String name) throws IOException {
        channel.close();
        folder.publish(file, name);
        bytes = 0;
    }

    /** Discards it, unless it was published. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
        folder.space().giveBack(bytes);
        bytes = 0;
    }
}
