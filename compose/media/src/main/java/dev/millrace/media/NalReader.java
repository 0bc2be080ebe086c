package dev.millrace.media;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the NAL units of a byte stream one after the other, holding no more than one of them. A unit of more than 8 MiB is
 * no H.264 that a gateway would take: it is left out and counted. Not for use by several threads.
 */
public final class NalReader implements AutoCloseable {

    public static final int LARGEST = 8 << 20;
    private static final int SHORT_START_CODE = 3;

    private final InputStream in;
    private byte[] buffer = new byte[64 << 10];
    private int start;
    private int end;
    private boolean isAligned;
    private boolean isAtEnd;
    private long oversized;

    public NalReader(InputStream in) {
        this.in = in;
    }

    /** The next unit; empty at the end of the stream. */
    public Optional<Nal> next() throws IOException {
        while (isAligned || align()) {
            int headerInNal = AnnexB.header(buffer, start) - start;
            int next = find(headerInNal);
            boolean isTooLarge = next < 0 && !isAtEnd;
            int stop = next < 0 ? end : next;
            byte[] bytes = isTooLarge ? new byte[0] : Arrays.copyOfRange(buffer, start, stop);
            isAligned = next >= 0;
            start = isTooLarge ? Math.max(start, end - SHORT_START_CODE) : stop;
            if (!isTooLarge) {
                return Optional.of(new Nal(bytes, headerInNal));
            }
            oversized++;
        }
        return Optional.empty();
    }

    /** How many units were left out for their size. */
    public long oversized() {
        return oversized;
    }

    /** Moves to the next start code, throwing away what stands before it; false when there is none. */
    private boolean align() throws IOException {
        do {
            int found = AnnexB.startCode(buffer, start, start, end);
            if (found >= 0) {
                start = found;
                isAligned = true;
                return true;
            }
            start = Math.max(start, end - SHORT_START_CODE);
        } while (fill());
        return false;
    }

    /** Finds the start code behind the current unit, reading on as far as the limit allows; -1 when there is none. */
    private int find(int header) throws IOException {
        int searched = header;
        while (true) {
            int next = AnnexB.startCode(buffer, start + header, start + searched, end);
            if (next >= 0) {
                return next;
            }
            searched = Math.max(searched, end - start - SHORT_START_CODE + 1);
            if (end - start >= LARGEST || !fill()) {
                return -1;
            }
        }
    }

    /** Reads more, making room first; false at the end of the stream. */
    private boolean fill() throws IOException {
        if (isAtEnd) {
            return false;
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, end, buffer.length - end);
        isAtEnd = read < 0;
        end += Math.max(0, read);
        return !isAtEnd;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
