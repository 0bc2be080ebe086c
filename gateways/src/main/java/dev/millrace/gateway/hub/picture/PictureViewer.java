package dev.millrace.gateway.hub.picture;

import dev.millrace.gateway.live.LiveRecord;
import dev.millrace.message.video.VideoFrame;
import io.javalin.http.Context;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client that gets one picture after the other in one response without an end. One picture is being written, the newest
 * waits, and what it replaces is dropped. Thread-safe; nothing in it blocks.
 */
final class PictureViewer implements Watcher, WriteListener, AsyncListener {

    /** A picture may come so much before its time. */
    private static final double EARLY = 0.1;

    private final Wish wish;
    private final PictureMeters meters;
    private final ServletOutputStream out;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private @Nullable VideoFrame waiting;
    private @Nullable VideoFrame last;
    private boolean mayWrite;
    private boolean hasBegun;
    private long acceptedNs;
    private long writtenNs = System.nanoTime();

    private PictureViewer(Wish wish, PictureMeters meters, ServletOutputStream out) {
        this.wish = wish;
        this.meters = meters;
        this.out = out;
    }

    /** Begins the response, which ends when {@link #done} does. */
    static PictureViewer open(Context context, Wish wish, PictureMeters meters) throws IOException {
        var async = context.req().startAsync();
        async.setTimeout(0);
        context.status(200).contentType(PictureParts.TYPE).header("Cache-Control", "no-store");
        var viewer = new PictureViewer(wish, meters, context.res().getOutputStream());
        async.addListener(viewer);
        viewer.out.setWriteListener(viewer);
        context.future(() -> viewer.done);
        meters.opened();
        return viewer;
    }

    CompletableFuture<Void> done() {
        return done;
    }

    @Override
    public Wish wish() {
        return wish;
    }

    @Override
    public synchronized void onPicture(LiveRecord<VideoFrame> picture, boolean isNew) {
        var now = System.nanoTime();
        if (isTooSoon(now)) return;
        acceptedNs = now;
        if (waiting != null) meters.dropped();
        waiting = picture.value();
        write();
    }

    private boolean isTooSoon(long now) {
        if (acceptedNs == 0 || wish.perSecond() <= 0) return false;
        return now - acceptedNs < TimeUnit.SECONDS.toNanos(1) / wish.perSecond() * (1 - EARLY);
    }

    /** Sends the last picture again when none has come for so long, which also finds out who has left. */
    synchronized void repeat(long afterNs) {
        if (waiting != null || last == null || System.nanoTime() - writtenNs < afterNs) return;
        waiting = last;
        write();
    }

    @Override
    public synchronized void onWritePossible() {
        mayWrite = true;
        write();
    }

    private void write() {
        try {
            while (mayWrite && !done.isDone()) {
                if (!out.isReady()) {
                    mayWrite = false;
                    return;
                }
                if (!writeNext()) return;
            }
        } catch (IOException | IllegalStateException e) {
            finish();
        }
    }

    private boolean writeNext() throws IOException {
        if (!hasBegun) {
            hasBegun = true;
            out.write(PictureParts.OPENING);
            return true;
        }
        var next = waiting;
        if (next == null) return false;
        waiting = null;
        last = next;
        writtenNs = System.nanoTime();
        out.write(PictureParts.part(next));
        if (out.isReady()) out.flush();
        meters.sent(next.getJpeg().size());
        return true;
    }

    @Override
    public void onEnd() {
        finish();
    }

    private void finish() {
        if (done.complete(null)) meters.closed();
    }

    @Override
    public void onError(Throwable failure) {
        finish();
    }

    @Override
    public void onError(AsyncEvent event) {
        finish();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        finish();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        finish();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
