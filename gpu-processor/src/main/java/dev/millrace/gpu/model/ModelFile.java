package dev.millrace.gpu.model;

import dev.millrace.gpu.model.ModelException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file of a model, as its card wants it. */
public final class ModelFile {

    private ModelFile() {}

    public static boolean isThere(ModelCard card, Path directory) {
        return Files.isRegularFile(directory.resolve(card.file()));
    }

    static byte[] read(ModelCard card, Path directory) {
        var file = directory.resolve(card.file());
        if (!Files.isRegularFile(file)) throw new ModelException(Reason.MISSING, card.name(), file + " is not there");
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ModelException(Reason.MISSING, card.name(), file + " cannot be read: " + e);
        }
        var sha256 = Sha256.of(bytes);
        if (!card.sha256().isEmpty() && !card.sha256().equals(sha256)) {
            throw new ModelException(
                    Reason.CHECKSUM,
                    card.name(),
                    "the SHA-256 of " + file + " is " + sha256 + ", but its card says " + card.sha256());
        }
        return bytes;
    }
}
