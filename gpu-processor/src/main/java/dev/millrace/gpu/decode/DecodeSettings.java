package dev.millrace.gpu.decode;

import dev.millrace.part.ByteSize;

/**
 * How streams are decoded.
 *
 * @param threads that decode, at most; each stream is decoded by one of them at a time
 * @param queue of each stream that waits for its decoder; while it is full, the stream's partition is not read
 * @param patience pictures that may wait before older ones are left out
 * @param quality of JPEG, when nobody wants a certain one
 * @param maxPixels of a picture; a stream of larger ones is refused
 * @param keyframes how many entries of a partition's index of keyframes are looked at when a worker starts
 */
public record DecodeSettings(int threads, ByteSize queue, int patience, int quality, long maxPixels, int keyframes) {

    public DecodeSettings {
        if (threads < 0) throw new IllegalArgumentException("threads cannot be negative: " + threads);
        if (queue.bytes() < 1 << 20) throw new IllegalArgumentException("queue must be at least 1MiB: " + queue);
        if (patience < 1) throw new IllegalArgumentException("patience must be at least 1 picture: " + patience);
        if (quality < 1 || quality > 100) throw new IllegalArgumentException("quality is 1 to 100, not " + quality);
        if (maxPixels < 1) throw new IllegalArgumentException("max-pixels must be positive: " + maxPixels);
        if (keyframes < 1) throw new IllegalArgumentException("keyframes must be positive: " + keyframes);
        if (threads == 0) threads = Runtime.getRuntime().availableProcessors();
    }
}
