package dev.millrace.gateway.hub.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Set;

/** What a text message of a viewer says. */
sealed interface Said {

    /** A longer text is no command. */
    int LONGEST = 4 << 10;

    /** For devices. */
    record Command(String type, JsonNode json) implements Said {

        /** Whether it brings a flying device down, which everybody may at any time. */
        boolean isLanding() {
            return type.equals("flightmode") && json.path("action").asText().equals("land");
        }
    }

    record TakeControl(JsonNode json) implements Said {}

    record ReleaseControl(JsonNode json) implements Said {}

    /** For analysis services. */
    record AnalysisMode() implements Said {}

    /** @param reason a closed word, for counting */
    record Nothing(String reason) implements Said {}

    Set<String> COMMANDS = Set.of("joystick", "movement", "rotation", "camera", "flightmode");

    /**
     * Reads JSON as Python takes it, with NaN and infinities, but for a field that is there twice: readers disagree about
     * which counts, so a device could take off by what was a landing here.
     */
    JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    static Said of(String text) {
        if (text.length() > LONGEST) return new Nothing("too-long");
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return new Nothing("bad-json");
        }
        if (json == null || !json.isObject()) return new Nothing("no-object");
        var type = json.path("type");
        if (!type.isTextual()) return new Nothing("no-type");
        if (COMMANDS.contains(type.textValue())) return new Command(type.textValue(), json);
        return switch (type.textValue()) {
            case "take_control" -> new TakeControl(json);
            case "release_control" -> new ReleaseControl(json);
            case "analysis_mode" -> new AnalysisMode();
            default -> new Nothing("unknown-type");
        };
    }
}
