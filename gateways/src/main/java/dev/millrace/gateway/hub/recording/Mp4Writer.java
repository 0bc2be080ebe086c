package dev.millrace.gateway.hub.recording;

import dev.millrace.gateway.hub.video.NalUnits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a recording as fragmented MP4 (ISO 14496-12 and -15) with one H.264 track, so that it can begin before its end is
 * known. Holds one fragment: a second or a megabyte of pictures, and one more.
 *
 * <p>The parameter sets of the first keyframe stand in the track's description; a keyframe with others has them before its
 * slices. Pictures are presented in the order in which they are decoded.
 */
final class Mp4Writer implements RecordingWriter {

    private static final int TIMESCALE = 90_000;
    private static final long NS_PER_SECOND = 1_000_000_000;
    private static final int FRAGMENT_BYTES = 1 << 20;
    private static final long FRAGMENT_TICKS = TIMESCALE;

    /** How long the last picture is shown, when it is the only one. */
    private static final int ONLY_TICKS = TIMESCALE / 30;

    private static final int SYNC = 0x02000000;
    private static final int NO_SYNC = 0x01010000;

    private final OutputStream out;
    private final List<Entry> entries = new ArrayList<>();
    private ByteArrayOutputStream media = new ByteArrayOutputStream();
    private byte @Nullable [] configuration;
    private int sequence;
    private long lastTicks = ONLY_TICKS;

    private record Entry(long atTicks, int bytes, boolean isKeyframe) {}

    Mp4Writer(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(Sample sample) throws IOException {
        var sets = sample.configuration().toByteArray();
        if (configuration == null) {
            configuration = sets;
            out.write(Mp4Track.header(sets, TIMESCALE));
        }
        var at = ticks(sample.atNs());
        if (isFull(sample, at)) flush(at);
        var before = media.size();
        if (sample.isKeyframe() && !Arrays.equals(sets, configuration)) append(sets, true);
        append(sample.data().toByteArray(), false);
        entries.add(new Entry(at, media.size() - before, sample.isKeyframe()));
    }

    private boolean isFull(Sample sample, long at) {
        if (entries.isEmpty()) return false;
        return sample.isKeyframe()
                || media.size() >= FRAGMENT_BYTES
                || at - entries.get(0).atTicks() >= FRAGMENT_TICKS;
    }

    /** Units with their lengths instead of start codes. Sets that stand in the description are left out. */
    private void append(byte[] bytes, boolean withSets) {
        var units = new NalUnits(bytes, 0, bytes.length);
        while (units.next()) {
            var isSet = units.type() == NalUnits.SPS || units.type() == NalUnits.PPS;
            if (isSet && !withSets && configuration != null && contains(configuration, bytes, units)) continue;
            var length = units.end() - units.start();
            for (var shift = 24; shift >= 0; shift -= 8) media.write(length >>> shift);
            media.write(bytes, units.start(), length);
        }
    }

    private static boolean contains(byte[] sets, byte[] bytes, NalUnits unit) {
        var known = new NalUnits(sets, 0, sets.length);
        while (known.next()) {
            if (Arrays.equals(sets, known.start(), known.end(), bytes, unit.start(), unit.end())) return true;
        }
        return false;
    }

    /** @param end when the picture after the fragment's last begins */
    private void flush(long end) throws IOException {
        if (entries.isEmpty()) return;
        var head = fragment(end, 0);
        out.write(fragment(end, head.length + 8));
        var bytes = media.toByteArray();
        out.write(new Box("mdat").raw(bytes, 0, bytes.length).bytes());
        out.flush();
        lastTicks = Math.max(1, end - entries.get(entries.size() - 1).atTicks());
        entries.clear();
        media = new ByteArrayOutputStream(FRAGMENT_BYTES / 4);
        sequence++;
    }

    /** @param dataOffset where the pictures' bytes begin, from the fragment's own beginning */
    private byte[] fragment(long end, int dataOffset) {
        var run = Box.full("trun", 0, 0x000701).u32(entries.size()).u32(dataOffset);
        for (var i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            var next = i + 1 < entries.size() ? entries.get(i + 1).atTicks() : end;
            run.u32((int) Math.max(1, next - entry.atTicks()))
                    .u32(entry.bytes())
                    .u32(entry.isKeyframe() ? SYNC : NO_SYNC);
        }
        var track = new Box("traf")
                .with(
                        Box.full("tfhd", 0, 0x020000).u32(1),
                        Box.full("tfdt", 1, 0).u64(entries.get(0).atTicks()),
                        run);
        return new Box("moof")
                .with(Box.full("mfhd", 0, 0).u32(sequence + 1), track)
                .bytes();
    }

    @Override
    public void finish() throws IOException {
        if (entries.isEmpty()) return;
        var last = entries.get(entries.size() - 1).atTicks();
        var usual = entries.size() > 1 ? last - entries.get(entries.size() - 2).atTicks() : lastTicks;
        flush(last + usual);
    }

    private static long ticks(long ns) {
        return ns / NS_PER_SECOND * TIMESCALE + ns % NS_PER_SECOND * TIMESCALE / NS_PER_SECOND;
    }
}
