package dev.millrace.launcher.platform;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the parts of a running platform serve, by name: {@code console}, {@code hub}, {@code telemetry}, {@code kafka},
 * {@code schemaRegistry}, {@code connect}, {@code jdbc}, {@code amqp}. A part that is not running is absent.
 */
public record Endpoints(Map<String, String> addresses) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String FILE = "endpoints.json";

    public Endpoints {
        addresses = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(addresses));
    }

    public Optional<String> address(String name) {
        return Optional.ofNullable(addresses.get(name));
    }

    /** What the platform that runs on a data directory wrote; empty when none runs, or it is not ready. */
    public static Optional<Endpoints> read(Path directory) {
        try {
            var json = Files.readString(directory.resolve(FILE));
            return Optional.of(new Endpoints(JSON.readValue(json, new TypeReference<Map<String, String>>() {})));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Replaces the file in one step, so that no reader sees half of it. */
    void write(Path directory) {
        try {
            var draft = directory.resolve(FILE + ".new");
            Files.writeString(draft, JSON.writeValueAsString(addresses) + "\n");
            Files.move(
                    draft,
                    directory.resolve(FILE),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path directory) {
        try {
            Files.deleteIfExists(directory.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One address a line, for people. */
    public String describe() {
        return addresses.entrySet().stream()
                .map(entry -> String.format("  %-16s %s", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("\n"));
    }
}
