package dev.millrace.gpu.embed;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millrace.gpu.model.InputCard;
import dev.millrace.gpu.model.ModelCard;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The card of a model that makes a vector of a picture: of a person for ReID, or of anything, as CLIP's does. */
public record EmbedderCard(
        String name, Kind kind, String file, String sha256, String licence, InputCard input, Embedding output)
        implements ModelCard {

    /** The card of the model that is used unless another is named. */
    static final String STANDARD = "person-reid-retail-0287";

    public EmbedderCard {
        ModelCard.check(kind, Kind.EMBEDDER, name, file, sha256);
    }

    @Override
    public Optional<String> misfit(Map<String, long[]> outputs) {
        var shape = outputs.size() == 1 ? outputs.values().iterator().next() : new long[0];
        var length = Arrays.stream(shape).reduce(1, (one, other) -> one * other);
        if (shape.length >= 2 && shape[0] == 1 && length == output.size()) return Optional.empty();
        return Optional.of("it has one output of [1, " + output.size() + "]");
    }

    /**
     * One output, a vector for each picture.
     *
     * @param size of the vector
     */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "adapter")
    @JsonSubTypes(@JsonSubTypes.Type(value = Embedding.class, name = "embedding"))
    public record Embedding(int size) {

        public Embedding {
            if (size < 1) throw new IllegalArgumentException("size must be positive: " + size);
        }
    }
}
