package dev.millrace.gateway.access;

import dev.millrace.part.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tokens that are accepted, known by their digests alone. Immutable.
 *
 * <p>In the file each line is a principal, its capabilities joined by commas or {@code *} for all, and its token,
 * apart by blanks; empty lines and those that begin with {@code #} say nothing.
 */
public final class Tokens {

    private static final int SHORTEST = 16;

    private final List<Entry> entries;

    private record Entry(byte[] digest, Grant grant) {}

    /** What a token allows. */
    public record Grant(String principal, Set<String> capabilities) {
        public boolean allows(String capability) {
            return capabilities.contains("*") || capability.isEmpty() || capabilities.contains(capability);
        }
    }

    private Tokens(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** @throws SettingsException when the file cannot be read, or a line is wrong; never shows a token */
    public static Tokens read(Path file) {
        try {
            return parse(Files.readAllLines(file), file.toString());
        } catch (IOException e) {
            throw new SettingsException("cannot read the tokens file " + file + ": " + e);
        }
    }

    static Tokens parse(List<String> lines, String origin) {
        var entries = new ArrayList<Entry>();
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) continue;
            var words = line.split("\\s+");
            if (words.length != 3 || words[2].length() < SHORTEST) {
                throw new SettingsException(origin + " line " + (i + 1)
                        + ": expected a principal, its capabilities and a token of at least " + SHORTEST
                        + " characters");
            }
            var capabilities = new HashSet<>(List.of(words[1].split(",")));
            entries.add(new Entry(digest(words[2]), new Grant(words[0], Set.copyOf(capabilities))));
        }
        if (entries.isEmpty()) throw new SettingsException(origin + " holds no token");
        return new Tokens(entries);
    }

    /** What the token allows; takes the same time whichever it is. */
    public Optional<Grant> find(String token) {
        var digest = digest(token);
        Optional<Grant> found = Optional.empty();
        for (var entry : entries) {
            if (MessageDigest.isEqual(entry.digest, digest)) found = Optional.of(entry.grant);
        }
        return found;
    }

    @Override
    public String toString() {
        return entries.size() + " tokens";
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
