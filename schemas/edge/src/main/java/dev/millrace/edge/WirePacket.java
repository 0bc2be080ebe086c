package dev.millrace.edge;

import java.util.Map;

/** A packet as its bytes have it, before anything is known of the ones before. */
sealed interface WirePacket {

    /** Signals of a keyframe at most. */
    int MOST_SIGNALS = 48;

    /** Epochs and sequences stay below, so that they are exact in every language. */
    long LARGEST = 1L << 53;

    /** Readings from one keyframe to the next at most. */
    long OLDEST = 1L << 20;

    /** @param raws values by signal of those that could not be counted in units */
    record Keyframe(Chain chain, Map<Integer, Double> raws) implements WirePacket {
        public Keyframe {
            raws = Map.copyOf(raws);
        }
    }

    /** @param age readings since the keyframe it builds upon */
    record Delta(long epoch, long sequence, long age, Changes changes) implements WirePacket {
        long anchor() {
            return sequence - age;
        }
    }

    /** Only within a batch: one further than the packet before it. */
    record Follow(Changes changes) implements WirePacket {
        Delta after(long epoch, long sequence, long age) {
            return new Delta(epoch, sequence + 1, age + 1, changes);
        }
    }

    record Malformed(String text) implements WirePacket {}
}
