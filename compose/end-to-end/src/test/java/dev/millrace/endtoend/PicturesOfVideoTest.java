package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.recording.play.Target;
import dev.millrace.recording.video.VideoPlayer;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Video for those who cannot decode it, and for later: pictures, and files. */
class PicturesOfVideoTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(90);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path directory;

    private static Millrace millrace;
    private static VideoPlayer player;

    @BeforeAll
    static void play() throws IOException {
        millrace = Millrace.start(directory.resolve("data"), Map.of("gpu.as", "child"));
        var clip = Pictures.drawn(directory, 4);
        player = VideoPlayer.start(clip, Target.at(millrace.at("hub")), VideoPlayer.Options.looping("gate"));
        await().atMost(LONG_ENOUGH).until(() -> text("/api/streams").contains("\"gate\""));
    }

    @AfterAll
    static void stop() {
        player.close();
        millrace.close();
    }

    @Test
    void shouldGiveTheNewestPictureOfAStreamThatNobodyWatched() throws Exception {
        // Given
        await().atMost(LONG_ENOUGH).until(() -> text("/h264/test").contains("\"status\":\"ok\""));

        // When
        var answers = new ArrayList<HttpResponse<byte[]>>();
        await().atMost(LONG_ENOUGH).until(() -> {
            answers.add(get("/snapshot/gate.jpg"));
            return answers.get(answers.size() - 1).statusCode() == 200;
        });

        // Then
        var picture = ImageIO.read(
                new ByteArrayInputStream(answers.get(answers.size() - 1).body()));
        assertThat(picture.getWidth()).isEqualTo(320);
        assertThat(picture.getHeight()).isEqualTo(180);
        assertThat(answers).extracting(HttpResponse::statusCode).isSubsetOf(200, 503, 504);
    }

    @Test
    void shouldGiveOnePictureAfterTheOtherToWhoeverReads() throws Exception {
        // Given
        var address = millrace.http("hub", "/stream/gate.mjpeg?fps=20");

        // When
        var sizes = new ArrayList<Integer>();
        try (var body = new BufferedInputStream(open(address))) {
            while (sizes.size() < 5) sizes.add(nextPicture(body));
        }

        // Then
        assertThat(sizes).hasSize(5).allMatch(size -> size > 500);
        await().atMost(LONG_ENOUGH).until(() -> metric("millrace_hub_pictures_viewers") == 0);
    }

    @Test
    void shouldDropPicturesOfOneWhoDoesNotReadAndOfNobodyElse() throws Exception {
        // Given
        try (var stalled = open(millrace.http("hub", "/stream/gate.mjpeg?fps=30"));
                var reading = new BufferedInputStream(open(millrace.http("hub", "/stream/gate.mjpeg?fps=30")))) {
            var read = 0;

            // When
            while (metric("millrace_hub_pictures_dropped_total") == 0 && read < 4_000) {
                nextPicture(reading);
                read++;
            }

            // Then
            assertThat(metric("millrace_hub_pictures_dropped_total")).isPositive();
            assertThat(nextPicture(reading)).isPositive();
            assertThat(stalled.read()).isEqualTo('-');
        }
    }

    @Test
    void shouldGiveAFileOfAnySpanThatPlays() throws Exception {
        // Given
        Ffmpeg.require();
        var from = Instant.now();
        await().atMost(LONG_ENOUGH)
                .until(() -> Duration.between(from, Instant.now()).toSeconds() >= 4);
        var span = "?from=" + from.toEpochMilli() + "&to=" + Instant.now().toEpochMilli();

        // When
        var film = get("/recording/gate.mp4" + span);
        var bare = get("/recording/gate.h264" + span);

        // Then
        assertThat(film.statusCode())
                .as(new String(film.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        assertThat(Ffmpeg.countOfPictures(directory, ".mp4", film.body()))
                .isEqualTo(Ffmpeg.countOfPictures(directory, ".h264", bare.body()))
                .isBetween(60L, 240L);
    }

    @Test
    void shouldSayWhatCannotBeGiven() throws Exception {
        // When
        var statuses = new ArrayList<Integer>();
        for (var path : List.of(
                "/snapshot/nobody.jpg",
                "/snapshot/gate.png",
                "/stream/nobody.mjpeg",
                "/stream/gate.mjpeg?fps=-1",
                "/stream/gate.mjpeg?width=abc",
                "/recording/nobody.mp4?from=0&to=1000",
                "/recording/gate.mp4",
                "/recording/gate.mp4?from=5&to=4",
                "/recording/gate.mp4?from=1000&to=2000",
                "/recording/gate.mp4?from=2999-01-01T00:00:00Z&to=2999-01-01T00:01:00Z")) {
            statuses.add(get(path).statusCode());
        }

        // Then
        assertThat(statuses).containsExactly(404, 404, 404, 400, 400, 404, 400, 400, 416, 416);
    }

    private static int nextPicture(InputStream body) throws IOException {
        for (var line = line(body); ; line = line(body)) {
            if (!line.startsWith("Content-Length: ")) continue;
            var size = Integer.parseInt(line.substring("Content-Length: ".length()));
            while (!line(body).isEmpty()) {}
            var jpeg = body.readNBytes(size);
            assertThat(ImageIO.read(new ByteArrayInputStream(jpeg)).getWidth()).isEqualTo(320);
            return size;
        }
    }

    private static String line(InputStream body) throws IOException {
        var line = new StringBuilder();
        for (var octet = body.read(); octet != '\n'; octet = body.read()) {
            if (octet < 0) throw new IOException("the stream has ended");
            if (octet != '\r') line.append((char) octet);
        }
        return line.toString();
    }

    private static InputStream open(URI address) throws Exception {
        var answer = HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("multipart/x-mixed-replace");
        return answer.body();
    }

    private static HttpResponse<byte[]> get(String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(millrace.http("hub", path)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(String path) throws Exception {
        return new String(get(path).body(), StandardCharsets.UTF_8);
    }

    private static double metric(String name) throws Exception {
        var metrics = HTTP.send(
                        HttpRequest.newBuilder(millrace.http("console", "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        return metrics.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .sum();
    }
}
