package dev.millrace.gpu.detect;

import dev.millrace.gpu.model.Cards;
import dev.millrace.gpu.model.ModelFile;
import dev.millrace.gpu.model.ModelSession;
import dev.millrace.gpu.model.ModelSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the detector that settings name. */
public final class Detectors {

    private static final Logger LOG = LoggerFactory.getLogger(Detectors.class);

    private Detectors() {}

    /**
     * Loaded, checked and warm. {@code default} is always there, for want of its model without one.
     *
     * @throws dev.millrace.gpu.model.ModelException when one that is named cannot be used, or the default one's file is wrong
     */
    public static Detector open(ModelSettings settings) {
        var wanted = settings.detector();
        if (wanted.equals(HogDetector.NAME)) return new HogDetector("");
        var isDefault = wanted.equals(ModelSettings.DEFAULT);
        var card = Cards.find(isDefault ? DetectorCard.STANDARD : wanted, settings.place(), DetectorCard.class);
        if (isDefault && !ModelFile.isThere(card, settings.place())) {
            var why = settings.place().resolve(card.file()) + " is not there";
            LOG.atWarn().addKeyValue("reason", why).log("people are found without a model, slowly and less well");
            return new HogDetector(why);
        }
        return new OnnxDetector(card, ModelSession.open(card, settings));
    }
}
