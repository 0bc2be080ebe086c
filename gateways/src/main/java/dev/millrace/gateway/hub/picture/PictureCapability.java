package dev.millrace.gateway.hub.picture;

import dev.millrace.gateway.Capability;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.Problem;
import dev.millrace.gateway.Refusal;
import dev.millrace.gateway.RouteLimits;
import dev.millrace.gateway.Routes;
import dev.millrace.gateway.hub.video.Streams;
import dev.millrace.gateway.live.LiveRecord;
import dev.millrace.message.video.VideoFrame;
import dev.millrace.part.Health;
import dev.millrace.topic.Key;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pictures: {@code /snapshot/NAME.jpg} for one, {@code /stream/NAME.mjpeg} for one after the other. */
public final class PictureCapability implements Capability {

    private static final Logger LOG = LoggerFactory.getLogger(PictureCapability.class);
    /** Each may read the topic's past. A page of many streams asks for all of them at once. */
    private static final RouteLimits LOOKS = RouteLimits.SMALL.rate(50);

    private static final Duration SOON = Duration.ofSeconds(2);

    private final Platform platform;
    private final PictureSettings settings;
    private final Streams streams;
    private final Pictures pictures;
    private final Decoders decoders;
    private final PictureMeters meters;
    private final Set<PictureViewer> viewers = ConcurrentHashMap.newKeySet();

    public PictureCapability(Platform platform, PictureSettings settings, Streams streams) {
        this.platform = platform;
        this.settings = settings;
        this.streams = streams;
        this.pictures = new Pictures(platform, settings, streams);
        this.decoders = new Decoders(platform);
        this.meters = new PictureMeters(platform.meters());
    }

    @Override
    public String name() {
        return "pictures";
    }

    @Override
    public void mount(Routes routes) {
        routes.get("/snapshot/{file}", LOOKS, this::snapshot);
        routes.get("/stream/{file}", LOOKS, this::stream);
        routes.get(
                "/h264/test",
                RouteLimits.SMALL,
                context -> context.contentType("application/json")
                        .result(decoders.test().toString()));
    }

    @Override
    public void start() {
        try {
            platform.fast().prepare(List.of(platform.topics().videoDemands()));
        } catch (KafkaException e) {
            LOG.atWarn().addKeyValue("cause", e.toString()).log("the first demands will wait for their topic");
        }
        decoders.start();
        pictures.start();
        var repeat = settings.repeat().toMillis();
        pictures.clock().scheduleWithFixedDelay(this::repeat, repeat, repeat, TimeUnit.MILLISECONDS);
    }

    @Override
    public Health health() {
        return decoders.health();
    }

    @Override
    public void drain(Duration atMost) {
        viewers.forEach(PictureViewer::onEnd);
    }

    @Override
    public void stop() {
        viewers.forEach(PictureViewer::onEnd);
        pictures.stop();
        decoders.stop();
    }

    private void repeat() {
        viewers.forEach(viewer -> viewer.repeat(settings.repeat().toNanos()));
    }

    private void snapshot(Context context) {
        var stream = stream(context, ".jpg");
        var asked = Wish.of(name -> Optional.ofNullable(context.queryParam(name)), 1);
        if (stream.isEmpty()) unknown(context);
        else if (asked instanceof Wish.Refused refused) refused.problem().answer(context);
        else if (asked instanceof Wish.Granted granted && isServed(context)) {
            await(context, stream.get(), granted.wish(), outcome -> answer(context, stream.get(), outcome));
        }
    }

    private interface Then {
        void accept(Snapshot.Outcome outcome);
    }

    private void await(Context context, String stream, Wish wish, Then then) {
        var isKnown = streams.isKnown(stream);
        var isAnyMade = !isKnown || decoders.isAny();
        var snapshot = new Snapshot(wish, settings.fresh(), isKnown, platform.brokers());
        var watched = pictures.watch(stream, snapshot);
        var patience = isAnyMade ? settings.patience() : Duration.ofMillis(1);
        context.future(() -> snapshot.within(patience).thenAccept(outcome -> {
            watched.leave(snapshot);
            then.accept(outcome);
        }));
    }

    private void answer(Context context, String stream, Snapshot.Outcome outcome) {
        if (outcome instanceof Snapshot.Taken taken) {
            meters.snapshot("taken");
            give(context, taken.picture());
        } else if (outcome instanceof Snapshot.Missed missed) {
            meters.snapshot(missed.why().name().toLowerCase(java.util.Locale.ROOT));
            miss(context, stream, missed.why());
        }
    }

    private static void give(Context context, LiveRecord<VideoFrame> picture) {
        var frame = picture.value();
        context.contentType("image/jpeg")
                .header("Cache-Control", "no-store")
                .header("X-Received-Ns", Long.toString(frame.getReceivedNs()))
                .header("X-Packet-Offset", Long.toString(frame.getPacketOffset()))
                .result(frame.getJpeg().newInput());
    }

    private void miss(Context context, String stream, Snapshot.Miss why) {
        if (why == Snapshot.Miss.UNKNOWN) {
            unknown(context);
        } else if (why == Snapshot.Miss.ENDED || !decoders.isAny()) {
            var detail = why == Snapshot.Miss.ENDED ? "the gateway is about to stop" : "no worker decodes video now";
            Refusal.PROBLEM_JSON.refuse(context, new Problem(503, "Service Unavailable", detail), SOON);
        } else {
            var detail = "no picture of " + stream + " came within "
                    + settings.patience().toMillis() + " ms";
            Refusal.PROBLEM_JSON.refuse(context, new Problem(504, "Gateway Timeout", detail), SOON);
        }
    }

    private void stream(Context context) throws IOException {
        var stream = stream(context, ".mjpeg");
        var asked = Wish.of(name -> Optional.ofNullable(context.queryParam(name)), settings.rate());
        if (stream.isEmpty()) unknown(context);
        else if (asked instanceof Wish.Refused refused) refused.problem().answer(context);
        else if (asked instanceof Wish.Granted granted && isServed(context)) {
            if (isNowhere(stream.get())) unknown(context);
            else view(context, stream.get(), granted.wish());
        }
    }

    private void view(Context context, String stream, Wish wish) throws IOException {
        if (meters.viewers() >= settings.viewers()) {
            var detail = "at most " + settings.viewers() + " watch pictures at once";
            Refusal.PROBLEM_JSON.refuse(context, new Problem(503, "Service Unavailable", detail), SOON);
            return;
        }
        var viewer = PictureViewer.open(context, wish, meters);
        viewers.add(viewer);
        var watched = pictures.watch(stream, viewer);
        viewer.done().whenComplete((nothing, failure) -> {
            viewers.remove(viewer);
            watched.leave(viewer);
        });
    }

    /** Neither packets nor pictures are known of it. Looking for pictures may take a moment. */
    private boolean isNowhere(String stream) {
        if (streams.isKnown(stream)) return false;
        var look = new Snapshot(new Wish(1, 0, 0), Duration.ofDays(1), false, platform.brokers());
        var watched = pictures.watch(stream, look);
        var outcome = look.within(settings.patience()).join();
        watched.leave(look);
        return outcome instanceof Snapshot.Missed;
    }

    private boolean isServed(Context context) {
        if (streams.isReady()) return true;
        Refusal.PROBLEM_JSON.refuse(
                context, new Problem(503, "Service Unavailable", "the streams are not known yet"), SOON);
        return false;
    }

    private static Optional<String> stream(Context context, String ending) {
        var file = context.pathParam("file");
        return file.endsWith(ending) ? Key.of(file.substring(0, file.length() - ending.length())) : Optional.empty();
    }

    private static void unknown(Context context) {
        new Problem(404, "Not Found", "there is no such stream").answer(context);
    }
}
