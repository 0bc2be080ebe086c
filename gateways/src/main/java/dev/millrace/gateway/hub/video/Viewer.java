package dev.millrace.gateway.hub.video;

import dev.millrace.gateway.SocketHandler;
import dev.millrace.gateway.live.LiveReader;
import dev.millrace.gateway.live.LiveRecord;
import dev.millrace.gateway.live.Outbox;
import dev.millrace.gateway.live.Payload;
import dev.millrace.gateway.live.Start;
import dev.millrace.gateway.live.Subscriber;
import dev.millrace.gateway.live.Subscription;
import dev.millrace.gateway.live.View;
import dev.millrace.gateway.live.Watch;
import dev.millrace.message.video.VideoPacket;
import dev.millrace.message.video.VideoStream;
import dev.millrace.topic.Topics;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A consumer of video on {@code /ws/video/consume}: gets the configuration, everything from the newest keyframe on, then
 * what is live. One that came before its stream gets everything from the stream's first packet on. Thread-safe.
 */
final class Viewer implements SocketHandler, Subscriber<VideoPacket> {

    private static final Payload PONG = Payload.text("pong");

    /** By how much the clocks of two brokers may differ. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(2);

    private static final int INTERNAL_ERROR = 1011;

    private final String stream;
    private final Outbox outbox;
    private final PacketForm form;
    private final Hub hub;
    private final LiveReader reader;
    private final Topics topics;
    private @Nullable Subscription subscription;
    private View.@Nullable Listening waiting;
    private boolean isClosed;
    private boolean hasBegun;
    private long newestEpoch;

    Viewer(String stream, Outbox outbox, PacketForm form, Hub hub, LiveReader reader, Topics topics) {
        this.stream = stream;
        this.outbox = outbox;
        this.form = form;
        this.hub = hub;
        this.reader = reader;
        this.topics = topics;
    }

    String stream() {
        return stream;
    }

    /** Begins to watch, now if there is such a stream, else when there is. */
    void watch(StreamDirectory directory) {
        directory.ready().thenRun(() -> {
            var known = directory.state(stream);
            if (known.isPresent()) begin(known.get(), Start.located(new NewestKeyframe(topics, stream)));
            else await(directory);
        });
    }

    private void await(StreamDirectory directory) {
        var listening = directory.listen(stream, this::onPlaced);
        synchronized (this) {
            if (isClosed) listening.close();
            else waiting = listening;
        }
        directory.state(stream).ifPresent(this::onPlaced);
    }

    /** Its packets come after its placement, so those appended since are all there are. */
    private void onPlaced(LiveRecord<VideoStream> state) {
        begin(state, Start.time(state.appended().minus(CLOCK_SKEW)));
    }

    private synchronized void begin(LiveRecord<VideoStream> state, Start<VideoPacket> start) {
        if (isClosed || subscription != null) return;
        if (waiting != null) waiting.close();
        var partition = state.value().getPartition();
        subscription = reader.subscribe(Watch.placed(topics.videoPackets(), partition, stream, start), this);
    }

    @Override
    public void onRecord(LiveRecord<VideoPacket> live) {
        var packet = live.value();
        if (packet.getSessionEpoch() < newestEpoch) return;
        newestEpoch = packet.getSessionEpoch();
        if (packet.getData().isEmpty()) return;
        if (packet.getKeyframe()) hub.configured(packet.getConfiguration());
        if (!hasBegun) configure(packet);
        hasBegun = true;
        outbox.offer(live.encoded(form));
    }

    @Override
    public long room() {
        return outbox.room();
    }

    @Override
    public void onFailure(RuntimeException cause) {
        outbox.finish(INTERNAL_ERROR, "the stream cannot be read");
    }

    @Override
    public CompletionStage<?> onText(String text) {
        if (text.equals("ping")) outbox.offer(PONG);
        return DONE;
    }

    @Override
    public void onClose(int code, String reason) {
        synchronized (this) {
            isClosed = true;
            if (subscription != null) subscription.close();
            if (waiting != null) waiting.close();
        }
        outbox.close();
        hub.left(this);
    }

    /** A first keyframe that does not bring its parameter sets along needs them before it. */
    private void configure(VideoPacket first) {
        if (!first.getKeyframe() || first.getConfiguration().isEmpty()) return;
        var data = first.getData().toByteArray();
        if (!Picture.of(data, 0, data.length).hasParameterSets()) outbox.offer(form.configuration(first));
    }
}
