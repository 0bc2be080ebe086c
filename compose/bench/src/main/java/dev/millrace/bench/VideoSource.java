package dev.millrace.bench;

import java.net.URI;
import java.nio.ByteBuffer;
import org.eclipse.jetty.websocket.api.Callback;

/** One stream of 5 Mbit/s. */
final class VideoSource implements StalledViewer.Source {

    private static final int PER_SECOND = 30;
    private static final int PACKET_BYTES = 5_000_000 / 8 / PER_SECOND;

    private final String stream = "?stream=stalled-" + System.nanoTime();

    @Override
    public String path() {
        return "/ws/video/consume";
    }

    @Override
    public int perSecond() {
        return PER_SECOND;
    }

    @Override
    public URI viewer(MeasuredPlatform platform) {
        return platform.socket("hub", "/ws/video/consume" + stream);
    }

    @Override
    public OpenLoop.Send open(MeasuredPlatform platform, Sockets sockets) throws Exception {
        var producer = sockets.open(platform.socket("hub", "/ws/video" + stream), ignored -> {});
        producer.sendBinary(SyntheticVideo.configuration(), Callback.NOOP);
        return (number, due) -> {
            var sent = new Callback.Completable();
            producer.sendBinary(SyntheticVideo.frame(number % PER_SECOND == 0, PACKET_BYTES, due), sent);
            sent.get();
        };
    }

    @Override
    public long due(ByteBuffer message) {
        return SyntheticVideo.due(message);
    }
}
