package dev.millrace.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The byte stream of H.264's Annex B: NAL units, each behind a start code of {@code 00 00 01} or {@code 00 00 00 01}. */
public final class AnnexB {

    private AnnexB() {}

    /**
     * Cuts a byte stream at its start codes, which stay with the unit they begin. What stands before the first is left out;
     * the units put together are the rest, byte for byte. Any bytes will do.
     */
    public static List<Nal> split(byte[] stream) {
        var nals = new ArrayList<Nal>();
        int start = startCode(stream, 0, 0, stream.length);
        while (start >= 0) {
            int header = header(stream, start);
            int next = startCode(stream, header, header, stream.length);
            nals.add(new Nal(Arrays.copyOfRange(stream, start, next < 0 ? stream.length : next), header - start));
            start = next;
        }
        return nals;
    }

    /**
     * Where the next start code begins, in its long form if it has it; -1 when there is none.
     *
     * @param floor it may not begin before this
     * @param from where to look for its short form
     */
    public static int startCode(byte[] bytes, int floor, int from, int to) {
        for (int i = from; i + 2 < to; i++) {
            if (bytes[i + 2] > 1 || bytes[i + 2] < 0) {
                i += 2;
            } else if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) {
                return i > floor && bytes[i - 1] == 0 ? i - 1 : i;
            }
        }
        return -1;
    }

    /** The index after the start code at {@code start}. */
    public static int header(byte[] bytes, int start) {
        return bytes[start + 2] == 1 ? start + 3 : start + 4;
    }
}
