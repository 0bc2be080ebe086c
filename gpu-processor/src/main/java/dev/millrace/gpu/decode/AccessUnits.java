package dev.millrace.gpu.decode;

import com.google.protobuf.ByteString;
import dev.millrace.message.video.VideoPacket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the packets of each picture of a stream together. Where every packet is a whole picture, each is given on at once;
 * where slices come one by one, a picture is complete when the next one begins. For one thread at a time.
 */
final class AccessUnits {

    /** A picture's slices, or parameter sets, beyond this are left out: the decoder will find the picture damaged. */
    private static final int LARGEST = 16 << 20;

    private enum Slicing {
        UNKNOWN,
        WHOLE,
        SLICED
    }

    private Slicing slicing = Slicing.UNKNOWN;
    private ByteString configuration = ByteString.EMPTY;
    private @Nullable AccessUnit open;

    /** The pictures that are complete with this packet, in order. */
    List<AccessUnit> add(VideoPacket packet, long offset) {
        if (packet.getEndOfStream()) return take();
        if (packet.getKind() == VideoPacket.Kind.KIND_CONFIGURATION) {
            var complete = take();
            if (configuration.size() < LARGEST) configuration = configuration.concat(packet.getData());
            return complete;
        }
        if (packet.getData().isEmpty()) return List.of();
        return packet.getStartsPicture() || open == null && slicing == Slicing.UNKNOWN
                ? begin(packet, offset)
                : goOn(packet, offset);
    }

    /** Forgets what is incomplete. */
    void clear() {
        open = null;
        configuration = ByteString.EMPTY;
    }

    private List<AccessUnit> begin(VideoPacket packet, long offset) {
        if (slicing == Slicing.UNKNOWN && open != null) slicing = Slicing.WHOLE;
        var before = take();
        var sets = packet.getKeyframe() ? configuration.concat(packet.getConfiguration()) : configuration;
        configuration = ByteString.EMPTY;
        var unit = new AccessUnit(packet, sets.concat(packet.getData()), offset, offset);
        if (slicing != Slicing.WHOLE) {
            open = unit;
            return before;
        }
        return before.isEmpty() ? List.of(unit) : List.of(before.get(0), unit);
    }

    private List<AccessUnit> goOn(VideoPacket packet, long offset) {
        slicing = Slicing.SLICED;
        if (open != null && open.data().size() < LARGEST) open = open.and(packet, offset);
        return List.of();
    }

    private List<AccessUnit> take() {
        var complete = open;
        open = null;
        return complete == null ? List.of() : List.of(complete);
    }
}
