package dev.millrace.gpu.embed;

import dev.millrace.gpu.model.Cards;
import dev.millrace.gpu.model.ModelFile;
import dev.millrace.gpu.model.ModelSession;
import dev.millrace.gpu.model.ModelSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the embedder that settings name. */
public final class Embedders {

    private static final Logger LOG = LoggerFactory.getLogger(Embedders.class);

    private Embedders() {}

    /**
     * Loaded, checked and warm. {@code default} is always there, for want of its model without one.
     *
     * @throws dev.millrace.gpu.model.ModelException when one that is named cannot be used, or the default one's file is wrong
     */
    public static Embedder open(ModelSettings settings) {
        var wanted = settings.embedder();
        if (wanted.equals(StripesEmbedder.NAME)) return new StripesEmbedder("");
        var isDefault = wanted.equals(ModelSettings.DEFAULT);
        var card = Cards.find(isDefault ? EmbedderCard.STANDARD : wanted, settings.place(), EmbedderCard.class);
        if (isDefault && !ModelFile.isThere(card, settings.place())) {
            var why = settings.place().resolve(card.file()) + " is not there";
            LOG.atInfo().addKeyValue("reason", why).log("people are told apart by the colours of their clothes");
            return new StripesEmbedder(why);
        }
        return new OnnxEmbedder(card, ModelSession.open(card, settings));
    }
}
