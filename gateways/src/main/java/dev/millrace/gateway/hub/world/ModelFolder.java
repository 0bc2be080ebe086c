package dev.millrace.gateway.hub.world;

import dev.millrace.gateway.python.PythonFloat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** The files of models that may be had by name, and nothing outside of their folder. Thread-safe. */
final class ModelFolder {

    private static final long NS_PER_SECOND = 1_000_000_000;

    private final Path folder;

    /** @param folder need not exist */
    ModelFolder(Path folder) {
        this.folder = folder;
    }

    /** One of the files. */
    record Model(Path path, long size, Instant changed) {

        boolean isObj() {
            return path.toString().endsWith(".obj");
        }

        /** As the legacy hub's web framework made it. */
        String tag() {
            var seconds = changed.getEpochSecond() + (double) changed.getNano() / NS_PER_SECOND;
            var seed = PythonFloat.repr(seconds) + "-" + size;
            try {
                var digest = MessageDigest.getInstance("MD5").digest(seed.getBytes(StandardCharsets.US_ASCII));
                return '"' + HexFormat.of().formatHex(digest) + '"';
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has MD5", e);
            }
        }

        ObjModel read() {
            // Any byte is a character of it, so that a name in another encoding is no error.
            try (var lines = Files.newBufferedReader(path, StandardCharsets.ISO_8859_1)) {
                return ObjModel.read(lines);
            } catch (IOException | UncheckedIOException e) {
                return new ObjModel.Rejected("it cannot be read: " + e.getMessage());
            }
        }
    }

    /** The file of that name, links followed; empty when there is none in the folder. */
    Optional<Model> find(String name) {
        try {
            var root = folder.toRealPath();
            var path = root.resolve(name).toRealPath();
            if (!path.startsWith(root) || !Files.isRegularFile(path)) return Optional.empty();
            return Optional.of(new Model(
                    path, Files.size(path), Files.getLastModifiedTime(path).toInstant()));
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}
