package dev.millrace.gateway.hub.world;

/**
 * The section {@code hub.world} of {@code gateway.yaml}, where each key is explained.
 *
 * @param models a folder
 * @param resolution cells along the longest side of a model
 */
public record WorldSettings(String models, int resolution, boolean restartAtStart) {

    private static final int FINEST = 128;

    public WorldSettings {
        if (resolution < 2 || resolution > FINEST) {
            throw new IllegalArgumentException("resolution must be between 2 and " + FINEST + ": " + resolution);
        }
    }
}
