package dev.millrace.gateway.hub.upload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.gateway.hub.device.DeviceSession;
import dev.millrace.gateway.hub.device.MessageKind;
import dev.millrace.gateway.hub.device.RejectedMessages;
import dev.millrace.gateway.hub.upload.UploadRefused.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that phones send as texts, whole or piece by piece. */
final class PhoneFiles implements MessageKind {

    private static final Logger LOG = LoggerFactory.getLogger(PhoneFiles.class);
    private static final String STEP = "upload";

    private final Uploads uploads;
    private final UploadMeters meters;
    private final RejectedMessages rejected;
    private final Supplier<Instant> clock;

    PhoneFiles(Uploads uploads, UploadMeters meters, RejectedMessages rejected, Supplier<Instant> clock) {
        this.uploads = uploads;
        this.meters = meters;
        this.rejected = rejected;
        this.clock = clock;
    }

    @Override
    public Set<String> types() {
        return Set.of("file_upload", "file_upload_start", "file_upload_chunk", "file_upload_complete");
    }

    @Override
    public Listener open(DeviceSession session) {
        return new Sender(session);
    }

    /** The files of one phone. Its messages are done one after the other, on the threads that may wait for the disk. */
    private final class Sender implements Listener {

        private final DeviceSession session;
        private final Map<String, Draft> open = new HashMap<>();
        private CompletableFuture<Boolean> last = CompletableFuture.completedFuture(true);

        Sender(DeviceSession session) {
            this.session = session;
        }

        @Override
        public CompletionStage<?> onMessage(JsonNode message, String text) {
            last = last.handleAsync((done, failure) -> take(message, text), uploads.writers());
            return last;
        }

        /** What is not complete by now never will be. */
        @Override
        public void onClose() {
            last = last.handleAsync((done, failure) -> discardAll(), uploads.writers());
        }

        /** Whether it was taken. */
        private boolean take(JsonNode message, String text) {
            try {
                tryTake(message, text);
                return true;
            } catch (UploadRefused e) {
                rejected.reject(session, STEP, e.reason().word(), text);
            } catch (IOException e) {
                LOG.atWarn().addKeyValue("device", session.device()).setCause(e).log("an upload cannot be written");
                rejected.reject(session, STEP, "disk-failed", text);
            }
            return false;
        }

        private boolean discardAll() {
            open.values().forEach(this::discard);
            open.clear();
            return true;
        }

        private void tryTake(JsonNode message, String text) throws IOException {
            var isWhole = message.path("type").asText().equals("file_upload");
            var given = message.path("fileName");
            var path = given.isMissingNode() && isWhole
                    ? "upload_" + clock.get().getEpochSecond() + ".csv"
                    : given.asText("");
            var name = FileName.of(path)
                    .orElseThrow(() -> new UploadRefused(Reason.BAD_NAME, "no name of a file: " + path));
            switch (message.path("type").asText()) {
                case "file_upload" -> whole(name, message.path("fileContent"), text);
                case "file_upload_start" -> start(name);
                case "file_upload_chunk" -> append(name, message.path("chunk"), text);
                default -> complete(name, text);
            }
        }

        private void whole(String name, JsonNode content, String text) throws IOException {
            if (!content.isTextual()) {
                rejected.reject(session, STEP, "no-content", text);
                return;
            }
            try (var draft =
                    uploads.folder().draft(uploads.settings().largestFile().bytes())) {
                draft.append(bytes(content));
                publish(draft, name);
            }
        }

        /** A file that is begun anew is empty again. */
        private void start(String name) throws IOException {
            var before = open.remove(name);
            if (before != null) before.close();
            if (open.size() >= uploads.settings().openFiles()) {
                throw new UploadRefused(Reason.TOO_MANY_OPEN, "too many files at a time");
            }
            open.put(
                    name,
                    uploads.folder().draft(uploads.settings().largestFile().bytes()));
        }

        private void append(String name, JsonNode chunk, String text) throws IOException {
            var draft = open.get(name);
            if (draft == null || !chunk.isTextual()) {
                rejected.reject(session, STEP, draft == null ? "unknown-file" : "no-content", text);
                return;
            }
            try {
                draft.append(bytes(chunk));
            } catch (IOException e) {
                open.remove(name);
                discard(draft);
                throw e;
            }
        }

        private void complete(String name, String text) throws IOException {
            var complete = open.remove(name);
            if (complete == null) {
                rejected.reject(session, STEP, "unknown-file", text);
                return;
            }
            try (complete) {
                publish(complete, name);
            }
        }

        private void publish(Draft draft, String name) throws IOException {
            var bytes = draft.bytes();
            draft.publish(name);
            meters.finished(bytes);
        }

        private void discard(Draft draft) {
            try {
                draft.close();
            } catch (IOException e) {
                LOG.atWarn().setCause(e).log("an unfinished upload cannot be deleted");
            }
        }

        private static byte[] bytes(JsonNode text) {
            return text.textValue().getBytes(StandardCharsets.UTF_8);
        }
    }
}
