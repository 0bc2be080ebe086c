package dev.millrace.gateway.hub.picture;

import java.time.Duration;

/**
 * How pictures are asked for and given.
 *
 * @param lease how long a demand holds that is not renewed
 * @param linger how long pictures are still demanded after the last who wanted them has gone
 * @param fresh how old a picture may be that is given without a newer one being awaited
 * @param patience how long a newer one is awaited
 * @param rate pictures a second for who asks for no rate
 * @param viewers of pictures in a row, at once
 * @param repeat how often a picture is sent again when no other comes
 */
public record PictureSettings(
        Duration lease, Duration linger, Duration fresh, Duration patience, float rate, int viewers, Duration repeat) {

    public PictureSettings {
        if (lease.toMillis() < 1_000 || lease.toSeconds() > 60)
            throw new IllegalArgumentException("lease must be 1s to 60s: " + lease);
        if (patience.toMillis() < 1 || patience.toSeconds() > 25)
            throw new IllegalArgumentException("patience must be 1ms to 25s: " + patience);
        if (!(rate > 0 && rate <= Wish.MOST_PER_SECOND))
            throw new IllegalArgumentException("rate must be above 0 and at most " + Wish.MOST_PER_SECOND);
        if (viewers < 0) throw new IllegalArgumentException("viewers cannot be negative: " + viewers);
        if (repeat.toMillis() < 100 || repeat.toSeconds() > 20)
            throw new IllegalArgumentException("repeat must be 100ms to 20s: " + repeat);
    }
}
