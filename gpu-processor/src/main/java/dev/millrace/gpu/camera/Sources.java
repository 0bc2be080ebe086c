package dev.millrace.gpu.camera;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where recordings come from: files by their path, and what is fetched into a cache. Thread-safe. */
final class Sources {

    private final RecordingCache cache;

    Sources(RecordingCache cache) {
        this.cache = cache;
    }

    /**
     * The files of these sources, in their order; fetches what is not here yet.
     *
     * @throws IOException where one cannot be had, and why
     */
    List<Path> files(List<String> sources) throws IOException, InterruptedException {
        var files = new ArrayList<Path>();
        for (var source : sources) files.add(file(source));
        return files;
    }

    private Path file(String source) throws IOException, InterruptedException {
        try {
            if (source.startsWith("http://") || source.startsWith("https://")) return cache.get(URI.create(source));
            if (source.startsWith("file:")) return readable(Path.of(URI.create(source)));
            if (source.matches("[A-Za-z][A-Za-z0-9+.-]+:.*"))
                throw new IOException("cannot be fetched from: " + source);
            return readable(Path.of(source));
        } catch (IllegalArgumentException e) {
            throw new IOException("no address of a recording: " + source, e);
        }
    }

    private static Path readable(Path file) throws IOException {
        if (!Files.exists(file)) throw new IOException("there is no " + file);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) throw new IOException("cannot be read: " + file);
        return file;
    }
}
