package dev.millrace.recording.video;

import dev.millrace.media.Nal;
import dev.millrace.recording.video.VideoMessage.Kind;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Makes a producer's messages of NAL units: parameter sets again before every IDR picture, one message per slice, anything
 * else left out. A parameter set that comes between other pictures is sent where it stands. Not for use by several threads.
 */
final class Packetizer {

    private static final int LARGEST_PARAMETER_SET = 64 << 10;

    /** Parameter sets by kind and id: sequence sets first, as decoders want them. */
    private final SortedMap<Integer, VideoMessage> parameterSets = new TreeMap<>();

    private final Set<Integer> unsent = new LinkedHashSet<>();
    private final Consumer<VideoMessage> out;

    Packetizer(Consumer<VideoMessage> out) {
        this.out = out;
    }

    /** Takes the next unit of the stream, belonging to a picture that is due then. */
    void accept(Nal nal, Duration due) {
        if (nal.type() == Nal.SPS) {
            keep(key(nal, 4, 0, 31), new VideoMessage(Kind.SPS, nal.bytes(), due));
        } else if (nal.type() == Nal.PPS) {
            keep(key(nal, 1, 32, 255), new VideoMessage(Kind.PPS, nal.bytes(), due));
        } else if (nal.isSlice()) {
            boolean isKeyframe = nal.type() == Nal.IDR_SLICE;
            sendParameterSets(isKeyframe && nal.startsPicture() ? parameterSets.keySet() : unsent, due);
            out.accept(new VideoMessage(isKeyframe ? Kind.KEYFRAME : Kind.FRAME, nal.bytes(), due));
        }
    }

    private void keep(int key, VideoMessage parameterSet) {
        if (parameterSet.nal().length > LARGEST_PARAMETER_SET) {
            return;
        }
        parameterSets.put(key, parameterSet);
        unsent.add(key);
    }

    private void sendParameterSets(Collection<Integer> keys, Duration due) {
        for (int key : keys) {
            VideoMessage kept = parameterSets.get(key);
            if (kept != null) {
                out.accept(new VideoMessage(kept.kind(), kept.nal(), due));
            }
        }
        unsent.clear();
    }

    /** The id in a parameter set, {@code offset} bytes behind its header's place, on top of {@code base}; ids out of range share a place. */
    private static int key(Nal nal, int offset, int base, int largest) {
        int id = new Bits(nal.bytes(), nal.header() + offset).unsigned();
        return base + Math.max(0, Math.min(largest, id));
    }
}
