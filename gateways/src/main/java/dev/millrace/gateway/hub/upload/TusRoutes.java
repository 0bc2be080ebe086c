package dev.millrace.gateway.hub.upload;

import dev.millrace.gateway.Links;
import dev.millrace.gateway.Problem;
import dev.millrace.gateway.Refusal;
import dev.millrace.gateway.RouteLimits;
import dev.millrace.gateway.Routes;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads that survive interruptions, by the tus protocol 1.0.0 with its extensions creation, creation-with-upload,
 * termination, checksum and expiration. An offset that is told is on the disk for good. Thread-safe.
 */
final class TusRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(TusRoutes.class);

    private static final String PATH = "/api/uploads";
    private static final String VERSION = "1.0.0";
    private static final String BYTES = "application/offset+octet-stream";
    private static final String EXPOSED = "Location, Tus-Resumable, Tus-Version, Tus-Extension, Tus-Max-Size,"
            + " Tus-Checksum-Algorithm, Upload-Offset, Upload-Length, Upload-Metadata, Upload-Expires, Retry-After";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final ResumableUploads resumable;
    private final UploadSettings settings;
    private final UploadMeters meters;
    private final Turns turns = new Turns();
    private final Semaphore receiving;

    TusRoutes(Uploads uploads, UploadMeters meters) {
        this.resumable = new ResumableUploads(uploads, meters);
        this.settings = uploads.settings();
        this.meters = meters;
        this.receiving = new Semaphore(settings.atOnce());
    }

    void mount(Routes routes) {
        var large = RouteLimits.SMALL.body(settings.largestFile().bytes());
        routes.handle(HandlerType.OPTIONS, PATH, RouteLimits.SMALL, this::options);
        routes.handle(HandlerType.OPTIONS, PATH + "/{id}", RouteLimits.SMALL, this::options);
        routes.post(PATH, large, known(this::create));
        routes.post(PATH + "/{id}", large, known(this::overridden));
        routes.handle(HandlerType.HEAD, PATH + "/{id}", RouteLimits.SMALL, known(this::tell));
        routes.handle(HandlerType.PATCH, PATH + "/{id}", large, known(this::goOn));
        routes.delete(PATH + "/{id}", RouteLimits.SMALL, known(this::terminate));
    }

    private void options(Context context) {
        head(context)
                .header("Tus-Version", VERSION)
                .header("Tus-Extension", "creation,creation-with-upload,termination,checksum,expiration")
                .header("Tus-Max-Size", Long.toString(settings.largestFile().bytes()))
                .header("Tus-Checksum-Algorithm", Checksum.algorithms())
                .status(204);
    }

    /** For clients of a version that is spoken here; what cannot be taken gets its answer. */
    private Handler known(Handler handler) {
        return context -> {
            head(context);
            if (!VERSION.equals(context.header("Tus-Resumable"))) {
                context.header("Tus-Version", VERSION);
                new Problem(412, "Precondition Failed", "Tus-Resumable must be " + VERSION).answer(context);
                return;
            }
            try {
                handler.handle(context);
            } catch (UploadRefused e) {
                meters.refused(e.reason());
                refuse(context, e);
            } catch (FileSystemException e) {
                LOG.atWarn().setCause(e).log("uploads cannot be kept");
                meters.refused(UploadRefused.Reason.DISK_FAILED);
                refuse(context, new UploadRefused(UploadRefused.Reason.DISK_FAILED, "the disk did not take it"));
            }
        };
    }

    private void create(Context context) throws IOException, InterruptedException {
        var length = number(context.header("Upload-Length"));
        var header = Optional.ofNullable(context.header("Upload-Metadata")).orElse("");
        var metadata = TusMetadata.read(header);
        if (length.isEmpty() || metadata.isEmpty()) {
            bad(context, length.isEmpty() ? "Upload-Length must be a number" : "Upload-Metadata is not of its form");
            return;
        }
        var told = metadata.get();
        var given = Optional.ofNullable(told.get("filename")).or(() -> Optional.ofNullable(told.get("name")));
        var name = given.flatMap(FileName::of);
        if (given.isPresent() && name.isEmpty()) {
            bad(context, "the file cannot be named so");
            return;
        }
        var created = resumable.create(name, length.get(), header);
        context.status(201)
                .header(
                        "Location",
                        Links.absolute(context, PATH + "/" + created.plan().id()));
        if (BYTES.equals(context.contentType())) receive(context, created.plan().id(), 0);
        else context.header("Upload-Expires", HTTP_DATE.format(created.expires()));
    }

    /** Some networks let no other methods through. */
    private void overridden(Context context) throws IOException, InterruptedException {
        var method =
                Optional.ofNullable(context.header("X-HTTP-Method-Override")).orElse("");
        switch (method) {
            case "PATCH" -> goOn(context);
            case "DELETE" -> terminate(context);
            case "HEAD" -> tell(context);
            default -> new Problem(405, "Method Not Allowed", "POST goes to " + PATH).answer(context);
        }
    }

    private void tell(Context context) throws IOException, InterruptedException {
        withTurn(context, upload -> {
            context.status(200)
                    .header("Upload-Length", Long.toString(upload.plan().length()));
            if (!upload.plan().metadata().isEmpty()) {
                context.header("Upload-Metadata", upload.plan().metadata());
            }
            offset(context, upload);
        });
    }

    private void goOn(Context context) throws IOException, InterruptedException {
        var offset = number(context.header("Upload-Offset"));
        if (!BYTES.equals(context.contentType())) {
            new Problem(415, "Unsupported Media Type", "the type must be " + BYTES).answer(context);
        } else if (offset.isEmpty()) {
            bad(context, "Upload-Offset must be a number");
        } else {
            context.status(204);
            receive(context, context.pathParam("id"), offset.get());
        }
    }

    private void terminate(Context context) throws IOException, InterruptedException {
        withTurn(context, upload -> {
            resumable.terminate(upload);
            context.status(204);
        });
    }

    private void receive(Context context, String id, long offset) throws IOException, InterruptedException {
        var header = context.header("Upload-Checksum");
        var checksum = Optional.ofNullable(header).flatMap(Checksum::read);
        if (header != null && checksum.isEmpty()) {
            bad(context, "Upload-Checksum must be one of " + Checksum.algorithms());
            return;
        }
        withTurn(context, id, upload -> {
            if (upload.offset() != offset) {
                new Problem(409, "Conflict", "the upload is at " + upload.offset()).answer(context);
            } else if (context.contentLength() > upload.plan().length() - offset) {
                new Problem(413, "Content Too Large", "more bytes than Upload-Length said").answer(context);
            } else if (!upload.isFinished() && !receiving.tryAcquire()) {
                var full = new Problem(503, "Service Unavailable", settings.atOnce() + " uploads are being taken");
                Refusal.PROBLEM_JSON.refuse(context, full, Duration.ofSeconds(1));
            } else if (upload.isFinished()) {
                offset(context, upload);
            } else {
                try {
                    receive(context, upload, checksum);
                } finally {
                    receiving.release();
                }
            }
        });
    }

    private void receive(Context context, ResumableUpload upload, Optional<Checksum> checksum) throws IOException {
        var body = context.req().getInputStream();
        if (checksum.isEmpty()) {
            resumable.append(upload, body);
        } else if (!resumable.append(upload, body, checksum.get())) {
            new Problem(460, "Checksum Mismatch", "the bytes are not those that the checksum is of").answer(context);
            return;
        }
        var now = resumable.find(upload.plan().id());
        if (now.isPresent()) offset(context, now.get());
    }

    /** What is done with an upload by the one request that has it. */
    private interface Work {
        void with(ResumableUpload upload) throws IOException;
    }

    private void withTurn(Context context, Work work) throws IOException, InterruptedException {
        withTurn(context, context.pathParam("id"), work);
    }

    private void withTurn(Context context, String id, Work work) throws IOException, InterruptedException {
        var turn = turns.take(id, () -> cutOff(context), PATIENCE);
        if (turn.isEmpty()) {
            new Problem(423, "Locked", "another request still has this upload").answer(context);
            return;
        }
        try (var own = turn.get()) {
            var upload = resumable.find(id);
            if (upload.isEmpty()) {
                new Problem(404, "Not Found", "there is no such upload").answer(context);
            } else if (upload.get().expires().isBefore(Instant.now())) {
                new Problem(410, "Gone", "the upload has expired").answer(context);
            } else {
                work.with(upload.get());
            }
        }
    }

    private static void cutOff(Context context) {
        Refusal.CLOSE_CONNECTION.refuse(context, new Problem(423, "Locked", ""), Duration.ZERO);
    }

    private static void offset(Context context, ResumableUpload upload) {
        context.header("Upload-Offset", Long.toString(upload.offset()));
        context.header("Upload-Expires", HTTP_DATE.format(upload.expires()));
    }

    private static Context head(Context context) {
        return context.header("Tus-Resumable", VERSION)
                .header("Cache-Control", "no-store")
                .header("Access-Control-Expose-Headers", EXPOSED);
    }

    private static void refuse(Context context, UploadRefused refused) {
        var status = switch (refused.reason()) {
            case BAD_NAME -> 400;
            case FILE_TOO_LARGE -> 413;
            case DISK_FAILED -> 500;
            case QUOTA_USED_UP, DISK_FULL, TOO_MANY_OPEN -> 507;
        };
        new Problem(status, HttpStatus.getMessage(status), String.valueOf(refused.getMessage())).answer(context);
    }

    private static void bad(Context context, String detail) {
        new Problem(400, "Bad Request", detail).answer(context);
    }

    /** Empty when it is none, or none that a file's length could be. */
    private static Optional<Long> number(@Nullable String header) {
        if (header == null || !header.matches("\\d{1,18}")) return Optional.empty();
        return Optional.of(Long.parseLong(header));
    }
}
