package dev.millrace.gateway.hub.upload;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.gateway.hub.upload.UploadRefused.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder where uploads end up under their names. What is not finished stands apart in it, on the same disk, so that
 * a file appears whole or not at all. Links are not followed. Thread-safe.
 */
final class UploadFolder {

    private static final Logger LOG = LoggerFactory.getLogger(UploadFolder.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path root;
    private final Path unfinished;
    private final Path digests;
    private final Space space;

    /** @param at when it was finished */
    record Finished(String name, long bytes, String sha256, Instant at) {}

    /** What is kept of a finished file's content, for as long as the file is the same. */
    record Known(long bytes, long modifiedMs, String sha256) {}

    private UploadFolder(Path root, Path unfinished, Path digests, Space space) {
        this.root = root;
        this.unfinished = unfinished;
        this.digests = digests;
        this.space = space;
    }

    /** Makes the folder where it is missing. */
    static UploadFolder open(UploadSettings settings) throws IOException {
        var root = Files.createDirectories(Path.of(settings.directory())).toRealPath();
        var own = Files.createDirectories(root.resolve(FileName.OWN));
        if (!own.toRealPath().equals(own)) throw new IOException(own + " is a link");
        var unfinished = Files.createDirectories(own.resolve("unfinished"));
        var digests = Files.createDirectories(own.resolve("digests"));
        return new UploadFolder(root, unfinished, digests, new Space(settings, root));
    }

    Space space() {
        return space;
    }

    /** Where an upload of this id is, until it is finished. */
    Path unfinished(String id, String kind) {
        return unfinished.resolve(id + "." + kind);
    }

    /** A file of no name yet, which only its maker knows. */
    Draft draft(long mostBytes) throws IOException {
        return new Draft(this, unfinished(UUID.randomUUID().toString(), "draft"), mostBytes);
    }

    /**
     * Gives a file its name, in place of any other of that name; it is then on the disk for good.
     *
     * @param name as {@link FileName} made it
     */
    void publish(Path file, String name) throws IOException {
        var target = target(name);
        force(file);
        var sha256 = sha256(file);
        var replaced = Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS) ? Files.size(target) : 0;
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        force(root);
        force(unfinished);
        space.giveBack(replaced);
        remember(name, attributes(target), sha256);
    }

    /** The newest finished files, at most so many. */
    List<Finished> finished(int most) throws IOException {
        var files = new ArrayList<Finished>();
        try (var all = Files.newDirectoryStream(root, file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))) {
            for (var file : all) files.add(finished(file));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        files.sort(Comparator.comparing(Finished::at).reversed());
        var newest = files.subList(0, Math.min(most, files.size()));
        for (var i = 0; i < newest.size(); i++) newest.set(i, withDigest(newest.get(i)));
        return newest;
    }

    /** Deletes what has not been touched since then, and measures what is left. */
    void sweep(Instant before) throws IOException {
        try (var files = Files.newDirectoryStream(unfinished)) {
            for (var file : files) delete(file, before);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        space.measure();
    }

    private static void delete(Path file, Instant before) throws IOException {
        try {
            if (touched(file).isBefore(before)) Files.deleteIfExists(file);
        } catch (NoSuchFileException e) {
            LOG.trace("what was unfinished is finished now");
        }
    }

    /** When it was written to; a plan is as young as its part. */
    private static Instant touched(Path file) throws IOException {
        var part = file.resolveSibling(file.getFileName().toString().replaceFirst("\\.plan$", ".part"));
        var youngest = Files.exists(part, LinkOption.NOFOLLOW_LINKS) ? part : file;
        return attributes(youngest).lastModifiedTime().toInstant();
    }

    /** Has the names of what is unfinished on the disk for good. */
    void forceUnfinished() throws IOException {
        force(unfinished);
    }

    /** Has a file, or the names in a folder, on the disk for good. */
    static void force(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Where a file of this name will be.
     *
     * @throws UploadRefused when there cannot be one
     */
    Path target(String name) throws UploadRefused {
        try {
            var target = root.resolve(name);
            if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) return target;
            throw new UploadRefused(Reason.BAD_NAME, "there is a folder of that name");
        } catch (InvalidPathException e) {
            throw new UploadRefused(Reason.BAD_NAME, "this system's files cannot be named so");
        }
    }

    /** Without its digest. */
    private static Finished finished(Path file) throws IOException {
        var attributes = attributes(file);
        return new Finished(
                file.getFileName().toString(),
                attributes.size(),
                "",
                attributes.lastModifiedTime().toInstant());
    }

    private Finished withDigest(Finished file) throws IOException {
        var path = root.resolve(file.name);
        var attributes = attributes(path);
        var sha256 = known(file.name, attributes);
        if (sha256.isEmpty()) {
            sha256 = sha256(path);
            remember(file.name, attributes, sha256);
        }
        return new Finished(file.name, file.bytes, sha256, file.at);
    }

    /** Empty when the file is another by now. */
    private String known(String name, BasicFileAttributes attributes) {
        try {
            var known = JSON.readValue(digests.resolve(name).toFile(), Known.class);
            var isSame = known.bytes == attributes.size()
                    && known.modifiedMs == attributes.lastModifiedTime().toMillis();
            return isSame ? known.sha256 : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** What is lost is found again by reading the file. */
    private void remember(String name, BasicFileAttributes attributes, String sha256) {
        var known = new Known(attributes.size(), attributes.lastModifiedTime().toMillis(), sha256);
        var draft = unfinished(UUID.randomUUID().toString(), "digest");
        try {
            Files.write(draft, JSON.writeValueAsBytes(known), StandardOpenOption.CREATE_NEW);
            Files.move(draft, digests.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("cause", e.toString()).log("a digest cannot be kept");
        }
    }

    private static String sha256(Path file) throws IOException {
        try (var content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return HexFormat.of().formatHex(Digest.of(content, "SHA-256"));
        }
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
