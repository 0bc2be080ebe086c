package dev.millrace.gateway.hub.upload;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.gateway.hub.upload.ResumableUpload.Plan;
import dev.millrace.gateway.hub.upload.UploadRefused.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Uploads that can be gone on with, on the disk alone: what is unfinished survives this process. A plan without its
 * part is finished. Thread-safe but for two calls about one upload.
 */
final class ResumableUploads {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");
    private static final int PIECE = 64 << 10;

    private final Uploads uploads;
    private final UploadMeters meters;

    ResumableUploads(Uploads uploads, UploadMeters meters) {
        this.uploads = uploads;
        this.meters = meters;
    }

    /**
     * @param name empty for one that it is given here
     * @throws UploadRefused when there would be no room for it
     */
    ResumableUpload create(Optional<String> name, long length, String metadata) throws IOException {
        var most = uploads.settings().largestFile();
        if (length > most.bytes()) throw new UploadRefused(Reason.FILE_TOO_LARGE, "a file may have at most " + most);
        uploads.folder().space().require(length);
        var id = UUID.randomUUID().toString();
        var plan = new Plan(id, name.orElse("upload_" + id), length, metadata);
        uploads.folder().target(plan.name());
        Files.createFile(part(plan.id()));
        UploadFolder.force(part(plan.id()));
        write(plan);
        return find(plan.id()).orElseThrow(() -> new NoSuchFileException(plan.id()));
    }

    /** As it stands; one that is whole, and was cut off before it got its name, gets it now. */
    Optional<ResumableUpload> find(String id) throws IOException {
        if (!ID.matcher(id).matches()) return Optional.empty();
        Plan plan;
        try {
            plan = JSON.readValue(Files.readAllBytes(planFile(id)), Plan.class);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (Files.exists(part(id)) && Files.size(part(id)) == plan.length()) publish(plan);
        var isFinished = !Files.exists(part(id));
        var touched =
                Files.getLastModifiedTime(isFinished ? planFile(id) : part(id)).toInstant();
        return Optional.of(new ResumableUpload(
                plan,
                isFinished ? plan.length() : Files.size(part(id)),
                touched.plus(uploads.settings().keepUnfinished())));
    }

    /**
     * Goes on with an upload. What has come of {@code content} is kept, on the disk for good, however it ends.
     *
     * @throws UploadRefused when there is no room, or more than was planned
     */
    void append(ResumableUpload upload, InputStream content) throws IOException {
        var at = part(upload.plan().id());
        try (var part = FileChannel.open(at, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            try {
                copy(content, part, upload.plan().length() - upload.offset());
            } finally {
                part.force(true);
            }
        }
    }

    /** As {@link #append(ResumableUpload, InputStream)}, but all or nothing; false when it is not what was meant. */
    boolean append(ResumableUpload upload, InputStream content, Checksum checksum) throws IOException {
        var chunk = uploads.folder().unfinished(upload.plan().id(), "chunk");
        var space = uploads.folder().space();
        try {
            try (var out = FileChannel.open(
                    chunk, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                copy(content, out, upload.plan().length() - upload.offset());
            }
            try (var whole = Files.newInputStream(chunk)) {
                if (!checksum.fits(whole)) return false;
            }
            try (var whole = Files.newInputStream(chunk)) {
                append(upload, whole);
            }
            return true;
        } finally {
            if (Files.exists(chunk)) {
                space.giveBack(Files.size(chunk));
                Files.delete(chunk);
            }
        }
    }

    /** Forgets it; a file that is finished stays. */
    void terminate(ResumableUpload upload) throws IOException {
        var part = part(upload.plan().id());
        Files.deleteIfExists(planFile(upload.plan().id()));
        if (Files.deleteIfExists(part)) uploads.folder().space().giveBack(upload.offset());
    }

    private void copy(InputStream from, FileChannel to, long most) throws IOException {
        var piece = new byte[PIECE];
        var left = most;
        for (var read = from.read(piece); read >= 0; read = from.read(piece)) {
            if (read > left) throw new UploadRefused(Reason.FILE_TOO_LARGE, "more bytes than Upload-Length said");
            uploads.folder().space().write(to, ByteBuffer.wrap(piece, 0, read));
            left -= read;
        }
    }

    private void publish(Plan plan) throws IOException {
        uploads.folder().publish(part(plan.id()), plan.name());
        meters.finished(plan.length());
    }

    private void write(Plan plan) throws IOException {
        var draft = uploads.folder().unfinished(plan.id(), "draft");
        Files.write(draft, JSON.writeValueAsBytes(plan), StandardOpenOption.CREATE_NEW);
        UploadFolder.force(draft);
        Files.move(draft, planFile(plan.id()), StandardCopyOption.ATOMIC_MOVE);
        uploads.folder().forceUnfinished();
    }

    private Path part(String id) throws IOException {
        return uploads.folder().unfinished(id, "part");
    }

    private Path planFile(String id) throws IOException {
        return uploads.folder().unfinished(id, "plan");
    }
}
