package dev.millrace.gateway.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** The files of the web console as the build put them on the classpath, kept in memory. Thread-safe. */
public final class ConsoleFiles {

    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
    private static final String INDEX = "index.html";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    private final String root;
    private final Map<String, ConsoleFile> files = new ConcurrentHashMap<>();

    /** @param bytes as they are; @param zipped the same for clients that take gzip */
    @SuppressWarnings("ArrayRecordComponent") // shared and never changed
    public record ConsoleFile(byte[] bytes, byte[] zipped, String type, boolean isImmutable) {

        /** How long a browser may keep it. */
        public String cacheControl() {
            return isImmutable ? "public, max-age=31536000, immutable" : "no-cache";
        }
    }

    public ConsoleFiles() {
        this("/console");
    }

    ConsoleFiles(String root) {
        this.root = root;
    }

    /**
     * The file at a path below the console's root; a path without an extension is one of its pages, which the index
     * draws.
     */
    public Optional<ConsoleFile> find(String path) {
        var name = path.isEmpty() || path.lastIndexOf('.') < path.lastIndexOf('/') + 1 ? INDEX : path;
        if (!PATH.matcher(name).matches()) return Optional.empty();
        var known = files.get(name);
        if (known != null) return Optional.of(known);
        var loaded = load(name);
        loaded.ifPresent(file -> files.put(name, file));
        return loaded;
    }

    private Optional<ConsoleFile> load(String name) {
        try (var in = ConsoleFiles.class.getResourceAsStream(root + "/" + name)) {
            if (in == null) return Optional.empty();
            var bytes = in.readAllBytes();
            var extension = name.substring(name.lastIndexOf('.') + 1);
            var type = TYPES.getOrDefault(extension, "application/octet-stream");
            // The build names what is below assets by its content.
            return Optional.of(new ConsoleFile(bytes, zip(bytes), type, name.startsWith("assets/")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] zip(byte[] bytes) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
    }
}
