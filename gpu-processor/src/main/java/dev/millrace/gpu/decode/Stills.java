package dev.millrace.gpu.decode;

import com.google.protobuf.UnsafeByteOperations;
import dev.millrace.gpu.decode.DecodeMeters.Skip;
import dev.millrace.gpu.demand.Wanted;
import dev.millrace.gpu.frame.Frames;
import dev.millrace.message.video.VideoFrame;
import dev.millrace.message.video.VideoPacket;
import dev.millrace.topic.Stamp;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Makes JPEG of a stream's pictures, as often and as large as they are wanted, and sends it. Thread-safe. */
final class Stills implements AutoCloseable {

    private final String stream;
    private final String topic;
    private final DecodeSettings settings;
    private final DecodeMeters meters;
    private final Frames frames;
    private final Pace pace = new Pace();
    private volatile Optional<Wanted> wanted;
    private @Nullable JpegEncoder encoder;
    private boolean isClosed;
    private volatile long published;

    /** @param topic of the packets that pictures are made of */
    Stills(
            String stream,
            String topic,
            DecodeSettings settings,
            DecodeMeters meters,
            Frames frames,
            Optional<Wanted> wanted) {
        this.stream = stream;
        this.topic = topic;
        this.settings = settings;
        this.meters = meters;
        this.frames = frames;
        this.wanted = wanted;
    }

    void wants(Optional<Wanted> now) {
        wanted = now;
    }

    long published() {
        return published;
    }

    /**
     * @param isInterim it does not take the turn of the next one
     * @param decoder what decoded it, for people
     */
    synchronized void show(AVFrame frame, VideoPacket head, Looker.Place place, boolean isInterim, String decoder) {
        var now = wanted;
        if (isClosed || now.isEmpty()) return;
        if (!isInterim && !pace.isDue(head.getReceivedNs(), now.get().framesPerSecond())) {
            meters.skipped(Skip.RATE, 1);
            return;
        }
        if (!frames.hasRoom()) {
            meters.skipped(Skip.UNSENT, 1);
            return;
        }
        var quality = now.get().quality() == 0 ? settings.quality() : now.get().quality();
        var form = JpegForm.fitting(frame.width(), frame.height(), now.get().longestSide(), quality);
        var began = System.nanoTime();
        var jpeg = Identity.in(encoder().encode(frame, form), stream, head);
        meters.encoding().record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        frames.send(stream, frame(head, place, jpeg, form, decoder), sent -> {
            if (sent) {
                meters.published();
                meters.latency().record(Math.max(0, nowNs() - head.getReceivedNs()), TimeUnit.NANOSECONDS);
            } else {
                meters.skipped(Skip.UNSENT, 1);
            }
        });
        published++;
    }

    private VideoFrame frame(VideoPacket head, Looker.Place place, byte[] jpeg, JpegForm form, String decoder) {
        var frame = Stamp.of(head)
                .derivedFrom(topic, place.partition(), place.offset())
                .on(VideoFrame.newBuilder())
                .setMaker(VideoFrame.Maker.MAKER_DECODER)
                .setJpeg(UnsafeByteOperations.unsafeWrap(jpeg))
                .setWidth(form.width())
                .setHeight(form.height())
                .setPacketOffset(place.offset())
                .setDecoder(decoder);
        if (head.hasPlayed()) {
            frame.setPlayed(VideoFrame.Played.newBuilder()
                    .setTask(head.getPlayed().getTask())
                    .setEra(head.getPlayed().getEra())
                    .setFrame(head.getPlayed().getFrame()));
        }
        return frame.build();
    }

    private JpegEncoder encoder() {
        var known = encoder;
        if (known == null) encoder = known = new JpegEncoder();
        return known;
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        if (encoder != null) encoder.close();
        encoder = null;
    }

    private static long nowNs() {
        var now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
