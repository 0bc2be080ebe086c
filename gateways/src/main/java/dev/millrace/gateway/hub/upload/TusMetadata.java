package dev.millrace.gateway.hub.upload;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The header {@code Upload-Metadata}: keys, each with a value in Base64 or none, parted by commas. */
final class TusMetadata {

    private static final int LONGEST = 4 << 10;

    private TusMetadata() {}

    /** What it says, in its order; empty when it is not of that form, or too long to be kept. */
    static Optional<Map<String, String>> read(String header) {
        if (header.length() > LONGEST) return Optional.empty();
        var entries = new LinkedHashMap<String, String>();
        if (header.isBlank()) return Optional.of(entries);
        for (var pair : header.split(",", -1)) {
            var parts = pair.strip().split(" ", -1);
            var value = parts.length == 2 ? text(parts[1]) : Optional.of("");
            if (parts.length > 2 || !isKey(parts[0]) || value.isEmpty()) return Optional.empty();
            if (entries.put(parts[0], value.get()) != null) return Optional.empty();
        }
        return Optional.of(entries);
    }

    private static boolean isKey(String key) {
        return !key.isEmpty() && key.chars().allMatch(character -> character > ' ' && character < 0x7F);
    }

    private static Optional<String> text(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
