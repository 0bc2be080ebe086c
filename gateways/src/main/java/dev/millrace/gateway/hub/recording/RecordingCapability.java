package dev.millrace.gateway.hub.recording;

import dev.millrace.gateway.Capability;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.Problem;
import dev.millrace.gateway.Refusal;
import dev.millrace.gateway.RouteLimits;
import dev.millrace.gateway.Routes;
import dev.millrace.gateway.hub.video.Streams;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Counter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files of what streams showed: {@code /recording/NAME.mp4?from=…&to=…}, or {@code .h264}. */
public final class RecordingCapability implements Capability {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingCapability.class);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final int BUFFER = 64 << 10;

    private final Platform platform;
    private final RecordingSettings settings;
    private final Streams streams;
    private final Semaphore places;
    private final Counter given;
    private final Counter broken;

    public RecordingCapability(Platform platform, RecordingSettings settings, Streams streams) {
        this.platform = platform;
        this.settings = settings;
        this.streams = streams;
        this.places = new Semaphore(settings.atOnce());
        this.given = platform.meters().counter("millrace.hub.recordings", "outcome", "given");
        this.broken = platform.meters().counter("millrace.hub.recordings", "outcome", "broken");
        platform.meters()
                .gauge(
                        "millrace.hub.recordings.running",
                        places,
                        free -> settings.atOnce() - (double) free.availablePermits());
    }

    @Override
    public String name() {
        return "recordings";
    }

    @Override
    public void mount(Routes routes) {
        routes.get("/recording/{file}", RouteLimits.SMALL, this::recording);
    }

    private void recording(Context context) {
        var asked = RecordingRequest.of(
                context.pathParam("file"),
                name -> Optional.ofNullable(context.queryParam(name)),
                platform.clock().get(),
                settings.longest());
        if (asked instanceof Asked.Refused refused) refused.problem().answer(context);
        else if (asked instanceof RecordingRequest request) recording(context, request);
    }

    private void recording(Context context, RecordingRequest request) {
        var stream = streams.of(request.stream());
        if (!streams.isReady()) {
            refuse(context, "the streams are not known yet");
        } else if (stream.isEmpty()) {
            new Problem(404, "Not Found", "there is no stream " + request.stream()).answer(context);
        } else if (!places.tryAcquire()) {
            refuse(context, "at most " + settings.atOnce() + " recordings are read at once");
        } else {
            try (var log = new PacketLog(
                    platform.cluster(), platform.serdes(), stream.get().getPartition())) {
                give(context, request, Recording.open(log, request));
            } catch (KafkaException e) {
                fail(context, e);
            } finally {
                places.release();
            }
        }
    }

    private void give(Context context, RecordingRequest request, Recording recording) {
        var first = recording.next();
        if (first.isEmpty()) {
            var detail =
                    "nothing is kept of " + request.stream() + " between " + request.from() + " and " + request.to();
            new Problem(416, "Range Not Satisfiable", detail).answer(context);
            return;
        }
        context.contentType(request.form().type())
                .header("Cache-Control", "no-store")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + request.stream()
                                + request.form().ending() + "\"");
        try {
            var out = new BufferedOutputStream(context.outputStream(), BUFFER);
            recording.writeTo(writer(request.form(), out), first.get());
            out.flush();
            given.increment();
        } catch (IOException e) {
            LOG.debug("a client has left its recording", e);
            broken.increment();
        }
    }

    private static RecordingWriter writer(RecordingRequest.Form form, OutputStream out) {
        return form == RecordingRequest.Form.MP4 ? new Mp4Writer(out) : new AnnexBWriter(out);
    }

    /** One that has begun is cut off: its client would take it for whole. */
    private void fail(Context context, KafkaException cause) {
        broken.increment();
        LOG.atWarn().addKeyValue("cause", cause.toString()).log("a recording cannot be read");
        var problem = new Problem(503, "Service Unavailable", "Kafka does not answer");
        if (context.res().isCommitted()) Refusal.CLOSE_CONNECTION.refuse(context, problem, SOON);
        else {
            context.res().setHeader("Content-Disposition", null);
            Refusal.PROBLEM_JSON.refuse(context, problem, SOON);
        }
    }

    private static void refuse(Context context, String detail) {
        Refusal.PROBLEM_JSON.refuse(context, new Problem(503, "Service Unavailable", detail), SOON);
    }
}
