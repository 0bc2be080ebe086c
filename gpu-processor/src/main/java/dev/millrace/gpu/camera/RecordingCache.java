package dev.millrace.gpu.camera;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;

/**
 * Recordings that were fetched, in a folder of bounded size: what was used longest ago goes first. A file that is being
 * read goes on to be readable, as the system keeps it until it is closed. Thread-safe.
 */
final class RecordingCache {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Path folder;
    private final long bound;
    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(PATIENCE)
            .build();

    /** @param bound bytes of all files together */
    RecordingCache(Path folder, long bound) {
        this.folder = folder;
        this.bound = bound;
    }

    /** @throws IOException where it cannot be fetched, and why */
    Path get(URI address) throws IOException, InterruptedException {
        var file = folder.resolve(name(address));
        if (Files.exists(file)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return file;
        }
        Files.createDirectories(folder);
        var draft = Files.createTempFile(folder, "fetching-", "");
        try {
            fetch(address, draft);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
        makeRoom(file);
        return file;
    }

    private void fetch(URI address, Path into) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address).timeout(LONGEST).build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (var body = answer.body();
                var out = Files.newOutputStream(into)) {
            if (answer.statusCode() != 200) throw new IOException(address + " answers " + answer.statusCode());
            var announced = answer.headers().firstValueAsLong("content-length").orElse(-1);
            if (announced > bound) throw new IOException(address + " has " + announced + " bytes; the cache, " + bound);
            var buffer = new byte[1 << 16];
            var total = 0L;
            for (var read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                total += read;
                if (total > bound)
                    throw new IOException(address + " has more than " + bound + " bytes, the cache's bound");
                out.write(buffer, 0, read);
            }
            if (announced >= 0 && total != announced)
                throw new IOException(address + " broke off after " + total + " bytes");
        }
    }

    private synchronized void makeRoom(Path kept) throws IOException {
        try (var files = Files.list(folder)) {
            var byUse = files.filter(file -> !file.getFileName().toString().startsWith("fetching-"))
                    .sorted(Comparator.comparing(RecordingCache::used))
                    .toList();
            var total = byUse.stream().mapToLong(file -> file.toFile().length()).sum();
            for (var file : byUse) {
                if (total <= bound) return;
                if (file.equals(kept)) continue;
                total -= file.toFile().length();
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static long used(Path file) {
        return file.toFile().lastModified();
    }

    private static String name(URI address) {
        try {
            var digest = java.security.MessageDigest.getInstance("SHA-256")
                    .digest(address.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
