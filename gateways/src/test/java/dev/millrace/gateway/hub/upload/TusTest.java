package dev.millrace.gateway.hub.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.hub.video.HubOnKafka;
import dev.millrace.gateway.live.RealKafka;
import dev.millrace.topic.Cluster;
import io.tus.java.client.ProtocolException;
import io.tus.java.client.TusClient;
import io.tus.java.client.TusURLMemoryStore;
import io.tus.java.client.TusUpload;
import io.tus.java.client.TusUploader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TusTest {

    static {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    private static final int SIZE = 3 << 20;
    private static final String BYTES = "application/offset+octet-stream";

    private final Cluster cluster = KAFKA.cluster();
    private final TusClient client = new TusClient();

    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private HubOnKafka hub;

    @BeforeEach
    void start() throws IOException {
        hub = new HubOnKafka(
                cluster,
                Map.of(
                        "hub.uploads.directory", uploads().toString(),
                        "hub.uploads.largest-file", "4MiB",
                        "hub.uploads.quota", "6MiB",
                        "hub.uploads.keep-free", "0"));
        client.setUploadCreationURL(hub.at("/api/uploads").toURL());
        client.enableResuming(new TusURLMemoryStore());
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void shouldTakeAFileFromAClientOfTheProtocolsAuthors() throws IOException, ProtocolException {
        // Given
        var file = file("flight.bin", SIZE);

        // When
        finish(client.resumeOrCreateUpload(new TusUpload(file.toFile())));

        // Then
        assertThat(uploads().resolve("flight.bin")).hasSameBinaryContentAs(file);
        assertThat(hub.get("/api/uploads"))
                .contains("\"name\":\"flight.bin\",\"bytes\":" + SIZE + ",\"sha256\":\""
                        + HexFormat.of().formatHex(digest("SHA-256", Files.readAllBytes(file))) + "\"");
    }

    @Test
    void shouldGoOnWhileTheConnectionThatWasLostStillHangs() throws IOException, ProtocolException {
        // Given
        var file = file("hanging.bin", SIZE);
        var hanging = client.resumeOrCreateUpload(new TusUpload(file.toFile()));
        hanging.setRequestPayloadSize(SIZE);
        hanging.setChunkSize(1 << 20);
        hanging.uploadChunk();
        await().until(() -> unfinishedBytes() > 0);

        // When
        var resumed = client.resumeOrCreateUpload(new TusUpload(file.toFile()));
        var at = resumed.getOffset();
        finish(resumed);

        // Then
        assertThat(at).isPositive().isLessThan(SIZE);
        assertThat(uploads().resolve("hanging.bin")).hasSameBinaryContentAs(file);
    }

    @Test
    void shouldGoOnAfterARestartOfTheGateway() throws IOException, ProtocolException {
        // Given
        var file = file("restarted.bin", SIZE);
        var interrupted = client.resumeOrCreateUpload(new TusUpload(file.toFile()));
        interrupted.setRequestPayloadSize(1 << 20);
        interrupted.setChunkSize(1 << 20);
        interrupted.uploadChunk();
        interrupted.finish(false);
        hub.restart();

        // When
        var resumed = client.resumeOrCreateUpload(new TusUpload(file.toFile()));
        var at = resumed.getOffset();
        finish(resumed);

        // Then
        assertThat(at).isEqualTo(1 << 20);
        assertThat(uploads().resolve("restarted.bin")).hasSameBinaryContentAs(file);
    }

    @Test
    void shouldSayWhatItCanDo() {
        // When
        var options = send("OPTIONS", hub.at("/api/uploads"), "");

        // Then
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(header(options, "Tus-Version")).isEqualTo("1.0.0");
        assertThat(header(options, "Tus-Extension"))
                .isEqualTo("creation,creation-with-upload,termination,checksum,expiration");
        assertThat(header(options, "Tus-Max-Size")).isEqualTo("" + (4 << 20));
        assertThat(header(options, "Tus-Checksum-Algorithm")).isEqualTo("sha1,sha256");
        assertThat(header(options, "Access-Control-Expose-Headers")).contains("Upload-Offset", "Location");
    }

    @Test
    void shouldTakeFirstBytesWithTheCreationAndTheRestWithItsChecksum() throws IOException {
        // Given
        var created = send(
                "POST", hub.at("/api/uploads"), "half ", "Upload-Length", "10", "Upload-Metadata", named("../c.txt"));
        var upload = URI.create(header(created, "Location"));
        var sum = Base64.getEncoder().encodeToString(digest("SHA-1", "whole".getBytes(StandardCharsets.UTF_8)));

        // When
        var wrong = send("PATCH", upload, "WHOLE", "Upload-Offset", "5", "Upload-Checksum", "sha1 " + sum);
        var unknown = send("PATCH", upload, "whole", "Upload-Offset", "5", "Upload-Checksum", "md5 " + sum);
        var right = send("PATCH", upload, "whole", "Upload-Offset", "5", "Upload-Checksum", "sha1 " + sum);
        var after = send("HEAD", upload, "");

        // Then
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(header(created, "Upload-Offset")).isEqualTo("5");
        assertThat(wrong.statusCode()).isEqualTo(460);
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(right.statusCode()).isEqualTo(204);
        assertThat(header(right, "Upload-Offset")).isEqualTo("10");
        assertThat(header(right, "Upload-Expires")).endsWith(" GMT");
        assertThat(header(after, "Upload-Offset") + "/" + header(after, "Upload-Length"))
                .isEqualTo("10/10");
        assertThat(Files.readString(uploads().resolve("c.txt"))).isEqualTo("half whole");
    }

    @Test
    void shouldRefuseWhatIsWrongWithAClearAnswer() {
        // Given
        var all = hub.at("/api/uploads");
        var upload = URI.create(header(send("POST", all, "", "Upload-Length", "10"), "Location"));

        // Then
        assertThat(send("PATCH", upload, "xx", "Upload-Offset", "3").statusCode())
                .isEqualTo(409);
        assertThat(send("PATCH", upload, "x".repeat(11), "Upload-Offset", "0").statusCode())
                .isEqualTo(413);
        assertThat(send("PATCH", upload, "xx").statusCode()).isEqualTo(400);
        assertThat(send("POST", all, "", "Upload-Length", "-1").statusCode()).isEqualTo(400);
        assertThat(send("POST", all, "").statusCode()).isEqualTo(400);
        assertThat(send("POST", all, "", "Upload-Length", "1", "Upload-Metadata", "a b c")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("POST", all, "", "Upload-Length", "1", "Upload-Metadata", named(".."))
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("POST", all, "", "Upload-Length", "" + (5 << 20)).statusCode())
                .isEqualTo(413);
        assertThat(send("HEAD", hub.at("/api/uploads/..%2F..%2Fx"), "").statusCode())
                .isIn(400, 404);
        assertThat(send("HEAD", hub.at("/api/uploads/00000000-0000-0000-0000-000000000000"), "")
                        .statusCode())
                .isEqualTo(404);
        var unversioned = HubOnKafka.send(HttpRequest.newBuilder(upload).method("HEAD", BodyPublishers.noBody()));
        assertThat(unversioned.statusCode()).isEqualTo(412);
        assertThat(header(unversioned, "Tus-Version")).isEqualTo("1.0.0");
    }

    @Test
    void shouldSayWhenThereIsNoRoomAndTakeUploadsAgainWhenThereIs() {
        // Given
        var all = hub.at("/api/uploads");
        var first = URI.create(header(send("POST", all, "", "Upload-Length", "" + (4 << 20)), "Location"));
        send("PATCH", first, "x".repeat(3 << 20), "Upload-Offset", "0");

        // When
        var refused = send("POST", all, "", "Upload-Length", "" + (4 << 20));
        var terminated = send("DELETE", first, "");
        var gone = send("HEAD", first, "");
        var taken = send("POST", all, "", "Upload-Length", "" + (4 << 20));

        // Then
        assertThat(refused.statusCode()).isEqualTo(507);
        assertThat(refused.body()).contains("uploads may have 6MiB together");
        assertThat(terminated.statusCode()).isEqualTo(204);
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(taken.statusCode()).isEqualTo(201);
    }

    private Path uploads() {
        return directory.resolve("uploads");
    }

    private long unfinishedBytes() {
        try (var files = Files.list(uploads().resolve(".millrace/unfinished"))) {
            return files.mapToLong(file -> file.toFile().length()).max().orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private Path file(String name, int size) throws IOException {
        var content = new byte[size];
        new Random(size).nextBytes(content);
        return Files.write(directory.resolve(name), content);
    }

    private static void finish(TusUploader uploader) throws IOException, ProtocolException {
        uploader.setChunkSize(256 << 10);
        while (uploader.uploadChunk() > -1) continue;
        uploader.finish();
    }

    private static HttpResponse<String> send(String method, URI to, String body, String... headers) {
        var request = HttpRequest.newBuilder(to)
                .header("Tus-Resumable", "1.0.0")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) request.header("Content-Type", BYTES);
        if (headers.length > 0) request.headers(headers);
        return HubOnKafka.send(request);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String named(String name) {
        return "filename " + Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] digest(String algorithm, byte[] content) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
