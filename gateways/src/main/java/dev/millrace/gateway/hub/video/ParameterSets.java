package dev.millrace.gateway.hub.video;

import com.google.protobuf.ByteString;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The SPS and PPS in force on a stream, each by its id, with their start codes as they came. Not thread-safe.
 *
 * <p>There are at most 32 and 256; a set larger than {@value #LARGEST} bytes is not kept, and none is once all together
 * would be larger than {@value #LARGEST_TOGETHER}.
 */
final class ParameterSets {

    static final int LARGEST_TOGETHER = 64 << 10;

    private static final int LARGEST = 4096;
    private static final int MOST_SPS = 32;
    private static final int MOST_PPS = 256;

    private final Map<Integer, ByteString> sequence = new TreeMap<>();
    private final Map<Integer, ByteString> picture = new TreeMap<>();
    private ByteString all = ByteString.EMPTY;
    private int together;

    /** Takes up those among some Annex B bytes. */
    void update(byte[] bytes, int offset, int length) {
        var units = new NalUnits(bytes, offset, length);
        var changed = false;
        while (units.next()) {
            if (units.type() == NalUnits.SPS) {
                changed |= keep(sequence, MOST_SPS, sequenceId(bytes, units), set(bytes, offset, units));
            } else if (units.type() == NalUnits.PPS) {
                changed |= keep(picture, MOST_PPS, pictureId(bytes, units), set(bytes, offset, units));
            }
        }
        if (changed) all = ByteString.copyFrom(sequence.values()).concat(ByteString.copyFrom(picture.values()));
    }

    /** All SPS, then all PPS. */
    ByteString all() {
        return all;
    }

    private boolean keep(Map<Integer, ByteString> sets, int most, int id, ByteString set) {
        if (id < 0 || id >= most || set.size() > LARGEST) return false;
        var replaced = Optional.ofNullable(sets.get(id)).map(ByteString::size).orElse(0);
        if (together - replaced + set.size() > LARGEST_TOGETHER) return false;
        together += set.size() - replaced;
        return !set.equals(sets.put(id, set));
    }

    private static ByteString set(byte[] bytes, int offset, NalUnits unit) {
        var from = unit.startWithCode(offset);
        return ByteString.copyFrom(bytes, from, unit.end() - from);
    }

    /** After the unit's first byte: profile, constraints and level, a byte each, then the id. */
    private static int sequenceId(byte[] bytes, NalUnits unit) {
        return ExpGolomb.first(bytes, unit.start() + 4, unit.end());
    }

    private static int pictureId(byte[] bytes, NalUnits unit) {
        return ExpGolomb.first(bytes, unit.start() + 1, unit.end());
    }
}
