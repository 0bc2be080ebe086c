package dev.millrace.gateway;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body is read up to a limit, whatever length it claims or hides, and not for as long as its sender
 * likes. Read by one thread at a time.
 */
final class RequestBody extends Request.Wrapper {

    /** A small body is here at once, and read when there is a thread for it: it is not slow for that. */
    private static final long ANY_RATE_NS = TimeUnit.SECONDS.toNanos(5);

    private final long minRate;
    private final long beganNs = System.nanoTime();
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

    /** @param minRate of bytes per second on average, once it has taken five seconds */
    RequestBody(Request request, long minRate) {
        super(request);
        this.minRate = minRate;
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
        if (read <= limit && (chunk.isLast() || !isTooSlow())) return chunk;
        chunk.release();
        refusal = Content.Chunk.from(read > limit ? new TooLarge(limit) : tooSlow(), true);
        return refusal;
    }

    private boolean isTooSlow() {
        var took = System.nanoTime() - beganNs;
        return took > ANY_RATE_NS && read < minRate * (took / 1e9);
    }

    private BadMessageException tooSlow() {
        return new BadMessageException(
                HttpStatus.REQUEST_TIMEOUT_408, "a body must come with " + minRate + " bytes per second");
    }
}
