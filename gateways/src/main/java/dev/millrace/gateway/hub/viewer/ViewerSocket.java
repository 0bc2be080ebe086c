package dev.millrace.gateway.hub.viewer;

import dev.millrace.gateway.SocketHandler;
import dev.millrace.gateway.hub.control.Pilot;
import dev.millrace.gateway.live.Outbox;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/** A viewer on {@code /ws/viewer}: is shown its feed, and speaks as a pilot. Called by one thread at a time. */
final class ViewerSocket implements SocketHandler {

    private final Pilot pilot;
    private final ViewerFeed feed;
    private final Outbox outbox;

    ViewerSocket(Pilot pilot, ViewerFeed feed, Outbox outbox) {
        this.pilot = pilot;
        this.feed = feed;
        this.outbox = outbox;
    }

    @Override
    public CompletionStage<?> onText(String text) {
        return pilot.onText(text);
    }

    /** The legacy hub fell over it; closing would gain no one anything. */
    @Override
    public CompletionStage<?> onBinary(ByteBuffer bytes) {
        pilot.onBinary();
        return DONE;
    }

    @Override
    public void onClose(int code, String reason) {
        feed.close();
        outbox.close();
    }
}
