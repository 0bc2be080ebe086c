package dev.millrace.gateway.analyst.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * DuckDB itself, which its driver unpacks to the temporary directory and loads when it is first asked. On Linux the file
 * is then removed, which a program that is killed could not do.
 */
final class NativeLibrary {

    private static final Path MAPS = Path.of("/proc/self/maps");
    private static boolean isLoaded;

    private NativeLibrary() {}

    static synchronized void load() throws SQLException {
        if (isLoaded) return;
        DriverManager.getConnection("jdbc:duckdb:").close();
        isLoaded = true;
        try {
            removeFile();
        } catch (IOException e) {
            // Left to the driver, which removes it when the program ends.
        }
    }

    private static void removeFile() throws IOException {
        if (!Files.isReadable(MAPS)) return;
        var temporary = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
        try (var lines = Files.lines(MAPS)) {
            var mapped = lines.map(line -> line.substring(line.indexOf('/') < 0 ? line.length() : line.indexOf('/')))
                    .filter(path -> path.contains("libduckdb_java"))
                    .distinct()
                    .map(Path::of)
                    .toList();
            for (var file : mapped) {
                if (temporary.equals(file.getParent())) Files.deleteIfExists(file);
            }
        }
    }
}
