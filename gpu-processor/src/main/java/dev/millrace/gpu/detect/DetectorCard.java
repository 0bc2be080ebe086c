package dev.millrace.gpu.detect;

import dev.millrace.gpu.model.InputCard;
import dev.millrace.gpu.model.ModelCard;
import java.util.Map;
import java.util.Optional;

/** The card of a model that finds people. */
public record DetectorCard(
        String name,
        Kind kind,
        String file,
        String sha256,
        String licence,
        InputCard input,
        DetectorOutput output,
        Thresholds thresholds)
        implements ModelCard {

    /** The card of the model that is used unless another is named. */
    public static final String STANDARD = "coco-ssd-300";

    public DetectorCard {
        ModelCard.check(kind, Kind.DETECTOR, name, file, sha256);
    }

    @Override
    public Optional<String> misfit(Map<String, long[]> outputs) {
        return output.misfit(input, outputs);
    }

    @Override
    public boolean isApart() {
        return output.isApart();
    }

    /**
     * What is kept of what the model finds.
     *
     * @param score the least
     * @param overlap more than which is the same person
     */
    public record Thresholds(double score, double overlap) {

        public Thresholds {
            if (!(score > 0 && score < 1)) throw new IllegalArgumentException("score is between 0 and 1, not " + score);
            if (!(overlap > 0 && overlap <= 1))
                throw new IllegalArgumentException("overlap is above 0 and at most 1, not " + overlap);
        }
    }
}
