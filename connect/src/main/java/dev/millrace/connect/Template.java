package dev.millrace.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.part.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A connector as a file describes it: JSON as Connect's REST interface takes it, but for three liberties. A list of
 * strings is one text of several lines, an object is a prefix of keys, and <code>${name}</code> is filled from settings.
 *
 * @param config plain keys and values
 */
record Template(String name, Map<String, String> config) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLACE = Pattern.compile("\\$\\{([a-z-]+)}");

    Template {
        config = Map.copyOf(config);
    }

    /** The template of a name: from the directory when there is one, else from those that come along. */
    static Template find(String name, String directory, Map<String, String> values) {
        var file = Path.of(directory, name + ".json");
        if (!directory.isEmpty() && Files.exists(file)) {
            try {
                return parse(file.toString(), Files.readString(file), values);
            } catch (IOException e) {
                throw new SettingsException("cannot read " + file + ": " + e.getMessage());
            }
        }
        try (var in = Template.class.getResourceAsStream("connectors/" + name + ".json")) {
            if (in == null) throw new SettingsException("there is no connector " + name);
            return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8), values);
        } catch (IOException e) {
            throw new SettingsException("cannot read the connector " + name + ": " + e.getMessage());
        }
    }

    static Template parse(String origin, String text, Map<String, String> values) {
        try {
            var json = JSON.readTree(fill(origin, text, values));
            var config = new TreeMap<String, String>();
            if (!json.path("name").isTextual() || !json.path("config").isObject()) {
                throw new SettingsException(origin + " must have a name and a config");
            }
            flatten("", json.path("config"), config);
            return new Template(json.path("name").asText(), config);
        } catch (JsonProcessingException e) {
            throw new SettingsException(origin + " is not JSON: " + e.getOriginalMessage());
        }
    }

    private static String fill(String origin, String text, Map<String, String> values) {
        return PLACE.matcher(text).replaceAll(place -> {
            var value = values.get(place.group(1));
            if (value == null) throw new SettingsException(origin + ": nothing is known of " + place.group());
            var quoted = JSON.getNodeFactory().textNode(value).toString();
            return Matcher.quoteReplacement(quoted.substring(1, quoted.length() - 1));
        });
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> into) {
        for (var entry : node.properties()) {
            var key = prefix + entry.getKey();
            var value = entry.getValue();
            if (value.isObject()) flatten(key + ".", value, into);
            else if (value.isArray()) into.put(key, lines(value));
            else into.put(key, value.asText());
        }
    }

    private static String lines(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining("\n"));
    }
}
