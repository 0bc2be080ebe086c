package dev.millrace.gateway.analyst.query;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;

/**
 * Holds back the beginning of an answer, so that a failure before it is long can still be said in its place, and
 * knows when it has grown beyond its limit. Used by one thread.
 */
public final class AnswerStream extends OutputStream {

    private static final int HELD_BACK = 32 << 10;

    private final Supplier<OutputStream> target;
    private final long limit;
    private final byte[] buffer = new byte[HELD_BACK];
    private int held;
    private long written;
    private boolean isCommitted;

    /** An answer is larger than it may be. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;

        TooLarge(long limit) {
            super("the answer is larger than " + limit + " bytes");
        }
    }

    /** @param target opened when the first bytes leave */
    public AnswerStream(Supplier<OutputStream> target, long limit) {
        this.target = target;
        this.limit = limit;
    }

    /** Whether some of it has left. */
    public boolean isCommitted() {
        return isCommitted;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        written += length;
        if (held + length > buffer.length) send();
        if (length > buffer.length) {
            target().write(bytes, offset, length);
        } else {
            System.arraycopy(bytes, offset, buffer, held, length);
            held += length;
        }
    }

    /** Nothing: only what is full, or finished, is sent. */
    @Override
    public void flush() {}

    /**
     * To be asked between rows, since one that is half written could not be ended.
     *
     * @throws TooLarge when more was written than may be
     */
    void check() throws TooLarge {
        if (written > limit) throw new TooLarge(limit);
    }

    /** Sends what is held back. */
    public void finish() throws IOException {
        send();
        target().flush();
    }

    private void send() throws IOException {
        target().write(buffer, 0, held);
        held = 0;
    }

    private OutputStream target() {
        isCommitted = true;
        return target.get();
    }
}
