package dev.millrace.part;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A tree of settings: a file of defaults that names every key, overlaid by a file, by environment variables and by
 * {@code key=value} pairs, and read once as records.
 *
 * <p>The variable of a key is {@code MILLRACE_} and its path in capitals: {@code gateway.max-in-flight} is
 * {@code MILLRACE_GATEWAY_MAX_IN_FLIGHT}. A key that is not among the defaults is refused. Immutable.
 */
public final class Settings {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .addModule(new SimpleModule().addDeserializer(Duration.class, new DurationText()))
            .build();

    private final ObjectNode tree;

    private Settings(ObjectNode tree) {
        this.tree = tree;
    }

    /** The commented file of defaults beside {@code owner}. */
    public static Settings defaults(Class<?> owner, String resource) {
        try (var in = owner.getResourceAsStream(resource)) {
            if (in == null) throw new SettingsException("no defaults " + resource + " beside " + owner.getName());
            return new Settings(read(in, resource));
        } catch (IOException e) {
            throw new SettingsException("cannot read the defaults " + resource + ": " + e.getMessage());
        }
    }

    /** Overlaid with the values of a YAML file. */
    public Settings with(Path file) {
        try (var in = Files.newInputStream(file)) {
            var overlaid = tree.deepCopy();
            overlay(overlaid, read(in, file.toString()), "", file.toString());
            return new Settings(overlaid);
        } catch (IOException e) {
            throw new SettingsException("cannot read the settings file " + file + ": " + e.getMessage());
        }
    }

    /** Overlaid with the environment: each key's own variable, and the legacy names in {@code aliases} (variable to key). */
    public Settings with(Map<String, String> environment, Map<String, String> aliases) {
        var overlaid = this;
        for (var alias : aliases.entrySet()) {
            var value = environment.get(alias.getKey());
            if (value != null) overlaid = overlaid.with(alias.getValue(), value);
        }
        for (var key : keys()) {
            var value = environment.get(variable(key));
            if (value != null) overlaid = overlaid.with(key, value);
        }
        return overlaid;
    }

    /** Overlaid with one value, written as in YAML. */
    public Settings with(String key, String value) {
        var overlaid = tree.deepCopy();
        var path = key.split("\\.");
        JsonNode parent = overlaid;
        for (var i = 0; i < path.length - 1; i++) parent = parent.path(path[i]);
        var name = path[path.length - 1];
        if (!(parent instanceof ObjectNode object) || !(object.has(name) || isOpen(object))) throw unknown(key, "");
        try {
            object.set(name, value.isEmpty() ? object.textNode("") : YAML.readTree(value));
        } catch (JsonProcessingException e) {
            throw new SettingsException("the value of " + key + " is not YAML: " + e.getOriginalMessage());
        }
        return new Settings(overlaid);
    }

    /** The value at {@code path} as a record; an empty path is the whole tree. */
    public <T> T as(String path, Class<T> type) {
        var node = node(path);
        if (node.isMissingNode()) throw new SettingsException("no settings at " + path);
        try {
            return YAML.treeToValue(node, type);
        } catch (UnrecognizedPropertyException e) {
            throw unknown(join(path, at(e)), "");
        } catch (JsonMappingException e) {
            throw new SettingsException(join(path, at(e)) + ": " + reason(e));
        } catch (JsonProcessingException e) {
            throw new SettingsException(path + ": " + e.getOriginalMessage());
        }
    }

    /** The paths of all values. */
    public Iterable<String> keys() {
        return () -> leaves(tree, "").iterator();
    }

    public static String variable(String key) {
        return "MILLRACE_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private JsonNode node(String path) {
        JsonNode node = tree;
        if (path.isEmpty()) return node;
        for (var step : path.split("\\.")) node = node.path(step);
        return node;
    }

    private static java.util.stream.Stream<String> leaves(JsonNode node, String path) {
        if (!node.isObject() || node.isEmpty()) return java.util.stream.Stream.of(path);
        return node.properties().stream().flatMap(e -> leaves(e.getValue(), join(path, e.getKey())));
    }

    private static void overlay(ObjectNode onto, ObjectNode from, String path, String origin) {
        for (var entry : from.properties()) {
            var key = join(path, entry.getKey());
            var old = onto.get(entry.getKey());
            if (old == null && !isOpen(onto)) throw unknown(key, " in " + origin);
            if (old instanceof ObjectNode inner && entry.getValue() instanceof ObjectNode values) {
                overlay(inner, values, key, origin);
            } else {
                onto.set(entry.getKey(), entry.getValue());
            }
        }
    }

    /** A map whose keys are the user's own: empty in the defaults. */
    private static boolean isOpen(ObjectNode object) {
        return object.isEmpty();
    }

    private static ObjectNode read(InputStream in, String origin) throws IOException {
        var node = YAML.readTree(in);
        if (node == null || node.isMissingNode() || node.isNull()) return YAML.createObjectNode();
        if (node instanceof ObjectNode object) return object;
        throw new SettingsException(origin + " must hold keys and values");
    }

    private static SettingsException unknown(String key, String where) {
        return new SettingsException("unknown setting " + key + where);
    }

    private static String at(JsonMappingException e) {
        return e.getPath().stream()
                .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static String reason(JsonMappingException e) {
        @Nullable Throwable cause = e.getCause();
        return cause instanceof IllegalArgumentException && cause.getMessage() != null
                ? cause.getMessage()
                : e.getOriginalMessage();
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : key.isEmpty() ? path : path + "." + key;
    }
}
