package dev.millrace.gateway.hub.upload;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.millrace.gateway.Capability;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.RouteLimits;
import dev.millrace.gateway.Routes;
import dev.millrace.gateway.hub.device.MessageKind;
import dev.millrace.gateway.hub.device.RejectedMessages;
import io.javalin.http.Context;
import java.io.IOException;

/** Uploads: as phones send them in texts, and resumable ones by HTTP on {@code /api/uploads}. */
public final class UploadCapability implements Capability {

    private static final int MOST_LISTED = 1_000;

    private final Uploads uploads;
    private final PhoneFiles phoneFiles;
    private final TusRoutes tus;

    public UploadCapability(Platform platform, UploadSettings settings, RejectedMessages rejected) {
        var meters = new UploadMeters(platform.meters());
        this.uploads = new Uploads(settings);
        this.phoneFiles = new PhoneFiles(uploads, meters, rejected, platform.clock());
        this.tus = new TusRoutes(uploads, meters);
    }

    @Override
    public String name() {
        return "uploads";
    }

    /** The texts with which phones send files. */
    public MessageKind phoneFiles() {
        return phoneFiles;
    }

    @Override
    public void mount(Routes routes) {
        routes.get("/api/uploads", RouteLimits.SMALL, this::finished);
        tus.mount(routes);
    }

    @Override
    public void start() {
        uploads.start();
    }

    @Override
    public void stop() {
        uploads.stop();
    }

    /** The newest first. */
    private void finished(Context context) throws IOException {
        var list = JsonNodeFactory.instance.arrayNode();
        for (var file : uploads.folder().finished(MOST_LISTED)) {
            list.addObject()
                    .put("name", file.name())
                    .put("bytes", file.bytes())
                    .put("sha256", file.sha256())
                    .put("finished_at", file.at().toString());
        }
        context.contentType("application/json").result(list.toString());
    }
}
