package dev.millrace.gpu.camera;

import dev.millrace.media.AnnexB;
import dev.millrace.media.Demuxer;
import dev.millrace.media.Nal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What one file of a recording holds, after it has been read once.
 *
 * @param shown for each picture in the order of decoding, its number in the order of showing
 * @param keyframes by their number in the order of decoding: pictures with which decoding can begin
 * @param rate pictures a second
 * @param trouble what is wrong with the file though it can be played
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares contents
record Contents(Path file, int[] shown, BitSet keyframes, double rate, Optional<String> trouble) {

    private static final double USUAL_RATE = 30;

    /** @throws IOException where nothing of it can be played, and why */
    static Contents of(Path file) throws IOException {
        var times = new ArrayList<Long>();
        var keyframes = new BitSet();
        try (var demuxer = Demuxer.open(file)) {
            for (var next = demuxer.next(); next.isPresent(); next = demuxer.next()) {
                if (isKeyframe(next.get())) keyframes.set(times.size());
                times.add(next.get().shown());
            }
            if (keyframes.isEmpty()) {
                throw new IOException(file.getFileName() + " holds no keyframe"
                        + demuxer.trouble().map(trouble -> ": " + trouble).orElse(""));
            }
            var missing = demuxer.announced() - times.size();
            var trouble = missing > 0
                    ? Optional.of("it breaks off after " + times.size() + " of " + demuxer.announced() + " pictures")
                    : demuxer.trouble();
            var rate = Double.isNaN(demuxer.rate()) ? USUAL_RATE : demuxer.rate();
            return new Contents(
                    file, ranks(times), keyframes, rate, trouble.map(text -> file.getFileName() + ": " + text));
        }
    }

    int pictures() {
        return shown.length;
    }

    /** The last picture in the order of decoding from which the one with this number in the order of showing can be had. */
    int keyframeFor(int frame) {
        var found = keyframes.nextSetBit(0);
        for (var at = found; at >= 0; at = keyframes.nextSetBit(at + 1)) if (shown[at] <= frame) found = at;
        return found;
    }

    private static boolean isKeyframe(Demuxer.AccessUnit unit) {
        return AnnexB.split(unit.annexB()).stream().anyMatch(nal -> nal.type() == Nal.IDR_SLICE);
    }

    private static int[] ranks(ArrayList<Long> times) {
        var inOrder = IntStream.range(0, times.size())
                .boxed()
                .sorted(Comparator.comparing(times::get))
                .mapToInt(Integer::intValue)
                .toArray();
        var ranks = new int[inOrder.length];
        for (var rank = 0; rank < inOrder.length; rank++) ranks[inOrder[rank]] = rank;
        return ranks;
    }
}
