package dev.millrace.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads what clients send as one JSON value, so that no text makes a tree that is many times its own size. */
public final class ClientJson {

    /** Most values, names and brackets of a text. A tree of empty objects takes some hundred bytes for each. */
    public static final int MOST_TOKENS = 20_000;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ClientJson() {}

    /** @throws JsonProcessingException when it is not one JSON value, or has more than {@value #MOST_TOKENS} tokens */
    public static JsonNode read(String text) throws JsonProcessingException {
        return JSON.readTree(text);
    }
}
