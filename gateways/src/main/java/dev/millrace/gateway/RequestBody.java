package dev.millrace.gateway;

import java.io.IOException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** A request whose body is read up to a limit, whatever length it claims or hides. Read by one thread at a time. */
final class RequestBody extends Request.Wrapper {

    private long limit = Long.MAX_VALUE;
    private long read;
    private Content.@Nullable Chunk refusal;

    /** A body longer than its route takes. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;

        private final long limit;

        TooLarge(long limit) {
            super("a body is longer than " + limit + " bytes");
            this.limit = limit;
        }

        Problem problem() {
            return tooLarge(limit);
        }
    }

    static Problem tooLarge(long limit) {
        return new Problem(413, "Content Too Large", "a body may have at most " + limit + " bytes here");
    }

    RequestBody(Request request) {
        super(request);
    }

    /** Before anything is read. */
    void limit(long bytes) {
        limit = bytes;
    }

    @Override
    public Content.@Nullable Chunk read() {
        if (refusal != null) return refusal;
        var chunk = super.read();
        if (chunk == null || Content.Chunk.isFailure(chunk)) return chunk;
        read += chunk.remaining();
        if (read <= limit) return chunk;
        chunk.release();
        refusal = Content.Chunk.from(new TooLarge(limit), true);
        return refusal;
    }
}
