package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.launcher.platform.Endpoints;
import dev.millrace.message.tesla.CompressedVehicleData;
import dev.millrace.part.PartFailure;
import dev.millrace.recording.play.Target;
import dev.millrace.recording.video.VideoPlayer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @TempDir
    Path pictures;

    @Test
    void shouldKeepEverythingAcrossRestarts() throws Exception {
        // Given
        Ffmpeg.require();
        var clip = Pictures.drawn(pictures, 2);
        try (var millrace = Millrace.start(directory)) {
            var car = new Car(millrace, "5YJ3E1EA1KF300001");
            for (var time = 1L; time <= 50; time++) car.post(packet(time));
            try (var player =
                    VideoPlayer.start(clip, Target.at(millrace.at("hub")), VideoPlayer.Options.once("kept"))) {
                assertThat(player.await(LONG_ENOUGH)).isTrue();
            }
            assertThat(Endpoints.read(directory)).contains(millrace.platform().endpoints());
        }
        assertThat(Endpoints.read(directory)).isEmpty();

        // When
        try (var millrace = Millrace.start(directory)) {

            // Then
            await().atMost(LONG_ENOUGH)
                    .untilAsserted(() -> assertThat(history(millrace))
                            .containsExactlyElementsOf(
                                    LongStream.rangeClosed(1, 50).boxed().toList()));
            var expected = Pictures.fromNewestKeyframe(clip);
            assertThat(lateViewer(millrace, "kept", expected.size())).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void shouldGiveLateViewerItsPictureAfterTheGatewayWasKilled() throws Exception {
        // Given
        Ffmpeg.require();
        var clip = Pictures.drawn(pictures, 2);
        try (var millrace = Millrace.start(directory, Map.of("gateway.as", "child"));
                var player = VideoPlayer.start(
                        clip, Target.at(millrace.at("hub")), VideoPlayer.Options.looping("surviving"))) {
            await().atMost(LONG_ENOUGH).until(() -> player.progress().acknowledged() > 40);

            // When
            millrace.platform().processes().get("gateway").destroyForcibly();
            await().atMost(LONG_ENOUGH).until(() -> !player.progress().isConnected());
            await().atMost(LONG_ENOUGH).until(() -> player.progress().isConnected());

            // Then
            assertThat(lateViewer(millrace, "surviving", 60)).hasSizeGreaterThanOrEqualTo(60);
        }
    }

    @Test
    void shouldRefuseSecondPlatformOnTheSameDirectoryAndHarmNothing() {
        // Given
        try (var millrace = Millrace.start(directory)) {
            var car = new Car(millrace, "5YJ3E1EA1KF300002");
            car.post(packet(1));

            // When
            assertThatThrownBy(() -> Millrace.start(directory))
                    .isInstanceOf(PartFailure.class)
                    .hasMessageContaining("in use")
                    .hasMessageContaining(millrace.at("console"));

            // Then
            assertThat(car.post(packet(2))).contains("\"ok\"");
            await().atMost(LONG_ENOUGH)
                    .untilAsserted(() -> assertThat(history(millrace)).containsExactly(1L, 2L));
            assertThat(Endpoints.read(directory)).isPresent();
        }
    }

    private static CompressedVehicleData packet(long time) {
        return CompressedVehicleData.newBuilder()
                .setTimestamp(time)
                .setVehicleSpeed(time)
                .build();
    }

    private static List<Long> history(Millrace millrace) {
        try (var dashboard = new ClientSocket(millrace.socket("telemetry", "/ws"))) {
            await().until(() -> dashboard.texts.size() >= 2);
            var history = dashboard.messages().get(1).get("data");
            return StreamSupport.stream(history.spliterator(), false)
                    .map(reading -> reading.get("timestamp").asLong())
                    .toList();
        }
    }

    /** What somebody sees who comes now, once there are so many messages; decoded on the way. */
    private List<byte[]> lateViewer(Millrace millrace, String stream, int messages) throws Exception {
        try (var viewer = new ClientSocket(millrace.socket("hub", "/ws/video/consume?stream=" + stream))) {
            await().atMost(LONG_ENOUGH).until(() -> viewer.packets.size() >= messages);
            var received = List.copyOf(viewer.packets);
            VideoTest.assertStartsAtKeyframe(received);
            Ffmpeg.sumOfPictures(pictures, Pictures.toLastPicture(received));
            return received;
        }
    }
}
