package dev.millrace.gpu.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.gpu.model.ModelException.Reason;
import dev.millrace.part.Settings;
import dev.millrace.part.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The cards of models: those that come along, and those in the directory of models, which go first. */
public final class Cards {

    private Cards() {}

    /** The card of a name, {@code NAME.yaml} in the directory or among those that come along. */
    public static <T extends ModelCard> T find(String name, Path directory, Class<T> type) {
        if (!name.matches("[a-z0-9][a-z0-9._-]{0,63}"))
            throw new ModelException(Reason.CARD, name, "names are 1 to 64 of a-z 0-9 . _ -");
        var own = directory.resolve(name + ".yaml");
        if (!Files.isRegularFile(own)) return shipped(name, type);
        try {
            return read(name, Files.readString(own), type);
        } catch (IOException e) {
            throw new ModelException(Reason.CARD, name, "its card cannot be read: " + e);
        }
    }

    /** A card that comes along. */
    public static <T extends ModelCard> T shipped(String name, Class<T> type) {
        try (var in = Cards.class.getResourceAsStream("cards/" + name + ".yaml")) {
            if (in == null) throw new ModelException(Reason.CARD, name, "there is no card of this name");
            return read(name, new String(in.readAllBytes(), UTF_8), type);
        } catch (IOException e) {
            throw new ModelException(Reason.CARD, name, "its card cannot be read: " + e);
        }
    }

    private static <T extends ModelCard> T read(String name, String text, Class<T> type) {
        try {
            var card = Settings.defaults(Cards.class, "card.yaml")
                    .with("card", text)
                    .as("card", type);
            if (!card.name().equals(name))
                throw new ModelException(Reason.CARD, name, "its card is that of " + card.name());
            return card;
        } catch (SettingsException e) {
            throw new ModelException(Reason.CARD, name, "its card is wrong: " + e.getMessage());
        }
    }
}
