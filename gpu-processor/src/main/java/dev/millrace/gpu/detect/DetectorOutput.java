package dev.millrace.gpu.detect;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millrace.gpu.model.InputCard;
import dev.millrace.gpu.model.Outputs;
import java.util.Map;
import java.util.Optional;

/** How boxes and scores are read from what a model gives; a card's {@code adapter} tells which. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "adapter")
@JsonSubTypes({
    @JsonSubTypes.Type(value = YoloxOutput.class, name = "yolox"),
    @JsonSubTypes.Type(value = NanoDetOutput.class, name = "nanodet"),
    @JsonSubTypes.Type(value = SsdOutput.class, name = "ssd"),
    @JsonSubTypes.Type(value = LabelledOutput.class, name = "labelled")
})
sealed interface DetectorOutput permits YoloxOutput, NanoDetOutput, SsdOutput, LabelledOutput {

    /** What is expected of a model's outputs, where they are not so. */
    Optional<String> misfit(InputCard input, Map<String, long[]> outputs);

    /** Gives all people that the model found, however they overlap. */
    void read(InputCard input, Outputs outputs, Candidates into);

    default boolean isApart() {
        return true;
    }
}
