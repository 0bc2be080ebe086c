package dev.millrace.database;

import dev.millrace.part.PartFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs for this machine, unpacked from the classpath into a directory that is shared by all who use them. */
record Programs(Path directory) {

    private static final int OWNER_MAY_RUN = 0100;

    /** Unpacks them unless that has been done. Several processes may do so at once. */
    static Programs in(Path parent) {
        var archive = archive();
        try {
            var directory = parent.resolve("postgresql-" + checksum(archive));
            if (!isComplete(directory)) {
                Files.createDirectories(parent);
                try (var channel = FileChannel.open(
                                parent.resolve("unpacking.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        var turn = channel.lock()) {
                    if (turn.isValid() && !isComplete(directory)) unpack(archive, directory);
                }
            }
            return new Programs(directory);
        } catch (IOException e) {
            throw new PartFailure("cannot unpack PostgreSQL into " + parent + ": " + e.getMessage(), e);
        }
    }

    /** Below the user's own cache directory, so that nobody else could have put something there. */
    static Path cache() {
        var cache = System.getenv("XDG_CACHE_HOME");
        var home =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return home.resolve("millrace");
    }

    Path program(String name) {
        return directory.resolve("bin").resolve(isWindows() ? name + ".exe" : name);
    }

    private static boolean isComplete(Path directory) {
        return Files.exists(directory.resolve("complete"));
    }

    private static String archive() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var family = system.contains("mac") ? "darwin" : isWindows() ? "windows" : "linux";
        var processor = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        return "/postgres-" + family + "-" + processor + ".txz";
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
    }

    private static InputStream open(String archive) {
        var in = Programs.class.getResourceAsStream(archive);
        if (in != null) return in;
        throw new PartFailure("there is no embedded PostgreSQL for this machine (" + archive
                + "); run one yourself and give its address");
    }

    private static String checksum(String archive) throws IOException {
        var sum = new CRC32();
        var chunk = new byte[1 << 16];
        try (var in = open(archive)) {
            for (var n = in.read(chunk); n >= 0; n = in.read(chunk)) sum.update(chunk, 0, n);
        }
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }

    private static void unpack(String archive, Path directory) throws IOException {
        try (var tar = new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(open(archive), 1 << 16)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var target = directory.resolve(entry.getName()).normalize();
                if (!target.startsWith(directory)) throw new IOException("an entry outside: " + entry.getName());
                unpack(tar, entry, target);
            }
        }
        Files.createFile(directory.resolve("complete"));
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        var parent = target.getParent();
        if (parent != null) Files.createDirectories(parent);
        // What an earlier attempt left, if it was cut short.
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) Files.delete(target);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        if ((entry.getMode() & OWNER_MAY_RUN) != 0 && !target.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + target + " executable");
        }
    }
}
