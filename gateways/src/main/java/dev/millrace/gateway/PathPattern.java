package dev.millrace.gateway;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.util.URIUtil;

/** A path whose parts are fixed or, as {@code {name}}, stand for any one part. Immutable. */
final class PathPattern {

    private final List<String> parts;

    PathPattern(String path) {
        if (!path.startsWith("/")) throw new IllegalArgumentException("a path starts with a slash: " + path);
        this.parts = parts(path);
    }

    /** The decoded values of the named parts, if the path matches; a slash at its end makes no difference. */
    Optional<Map<String, String>> match(String path) {
        try {
            return matchParts(parts(path));
        } catch (IllegalArgumentException e) {
            // A percent sign that begins no byte.
            return Optional.empty();
        }
    }

    private Optional<Map<String, String>> matchParts(List<String> found) {
        if (found.size() != parts.size()) return Optional.empty();
        var values = new HashMap<String, String>();
        for (var i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            if (part.startsWith("{") && part.endsWith("}")) {
                values.put(part.substring(1, part.length() - 1), URIUtil.decodePath(found.get(i)));
            } else if (!part.equals(found.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    private static List<String> parts(String path) {
        var inner = path.replaceAll("^/+|/+$", "");
        return inner.isEmpty() ? List.of() : List.of(inner.split("/", -1));
    }
}
