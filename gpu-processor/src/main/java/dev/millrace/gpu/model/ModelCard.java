package dev.millrace.gpu.model;

import java.util.Map;
import java.util.Optional;

/** What is to be known of a model to use it. Each kind of model has a record of its own. */
public interface ModelCard {

    /** As records of what it found name it. */
    String name();

    Kind kind();

    /** Below the directory of models. */
    String file();

    /** Of the file; empty where any file that fits will do. */
    String sha256();

    /** Of the weights, and whose they are. */
    String licence();

    InputCard input();

    /** What a model that gives outputs of these shapes has that this card does not expect. */
    Optional<String> misfit(Map<String, long[]> outputs);

    /** Each output begins with the picture of the batch that it is of; else pictures go through it one by one. */
    default boolean isApart() {
        return true;
    }

    enum Kind {
        DETECTOR,
        EMBEDDER
    }

    /** What is the same in each card's constructor. */
    static void check(Kind kind, Kind expected, String name, String file, String sha256) {
        if (kind != expected) throw new IllegalArgumentException("kind must be " + expected + " here, not " + kind);
        if (!name.matches("[a-z0-9][a-z0-9._-]{0,63}"))
            throw new IllegalArgumentException("name must be 1 to 64 of a-z 0-9 . _ -, not " + name);
        if (!file.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*"))
            throw new IllegalArgumentException("file must be below the directory of models, not " + file);
        if (!sha256.matches("([0-9a-f]{64})?"))
            throw new IllegalArgumentException("sha256 must be 64 of 0-9 a-f, or empty, not " + sha256);
    }
}
