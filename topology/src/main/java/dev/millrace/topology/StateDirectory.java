package dev.millrace.topology;

import dev.millrace.part.PartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where Streams keeps its locks and stores: a directory of the user's, or a temporary one, deleted at the end. */
final class StateDirectory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StateDirectory.class);

    private final String configured;
    private @Nullable Path temporary;

    /** @param configured empty for a temporary one */
    StateDirectory(String configured) {
        this.configured = configured;
    }

    Path open() {
        try {
            if (!configured.isEmpty()) return Files.createDirectories(Path.of(configured));
            temporary = Files.createTempDirectory("millrace-topology-");
            return temporary;
        } catch (IOException e) {
            throw new PartFailure("cannot create the state directory " + configured + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (temporary == null) return;
        try (var files = Files.walk(temporary)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("directory", temporary).log("a temporary directory is left behind", e);
        }
        temporary = null;
    }
}
