package dev.millrace.gpu.model;

import dev.millrace.part.Settings;
import java.nio.file.Path;

/**
 * Which models are used and where they run, as {@code models.yaml} beside this class lists it.
 *
 * @param directory of the models' files; empty for the user's cache
 * @param detector the name of a card; {@code default} for the default one, or what needs no model where that is missing
 * @param embedder the same for what tells people apart
 * @param device {@code cpu} or {@code cuda:0}
 * @param batch pictures, or crops, that go through a model at once, where the model can
 */
public record ModelSettings(String directory, String detector, String embedder, String device, int batch) {

    public static final String DEFAULT = "default";

    public ModelSettings {
        if (detector.isEmpty()) throw new IllegalArgumentException("detector must be a name");
        if (embedder.isEmpty()) throw new IllegalArgumentException("embedder must be a name");
        if (batch < 1 || batch > 256) throw new IllegalArgumentException("batch is 1 to 256, not " + batch);
        Device.of(device);
    }

    /** Every key with its default: {@code models}. */
    public static Settings defaults() {
        return Settings.defaults(ModelSettings.class, "models.yaml");
    }

    /** Where the models' files are. */
    public Path place() {
        return directory(directory);
    }

    /** The directory of models that a setting means. */
    public static Path directory(String setting) {
        if (!setting.isEmpty()) return Path.of(setting).toAbsolutePath().normalize();
        return Path.of(System.getProperty("user.home"), ".cache", "millrace", "models");
    }
}
