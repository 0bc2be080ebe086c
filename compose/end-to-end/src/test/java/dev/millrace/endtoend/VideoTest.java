package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.recording.play.Pace;
import dev.millrace.recording.play.Target;
import dev.millrace.recording.video.VideoClip;
import dev.millrace.recording.video.VideoPlayer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedMillrace.class)
class VideoTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void shouldRelayMessageForMessageAsTheLegacyHub(Millrace millrace) throws Exception {
        // Given
        Ffmpeg.require();
        var clip = Pictures.drawn(directory, 3);

        // When
        var received = relayed(millrace, clip, "relayed");

        // Then
        assertThat(received).containsExactlyElementsOf(Pictures.relayed(clip));
        assertThat(Ffmpeg.sumOfPictures(directory, received))
                .isEqualTo(Ffmpeg.sumOfPictures(directory, Pictures.relayed(clip)));
    }

    @Test
    void shouldRelayRealStreamsUnchanged(Millrace millrace) throws Exception {
        // Given
        Ffmpeg.require();
        for (var file : realStreams()) {
            var clip = Pictures.open(file);

            // When
            var received = relayed(millrace, clip, "real-" + clip.title());

            // Then
            assertThat(received).as(clip.title()).containsExactlyElementsOf(Pictures.relayed(clip));
            assertThat(Ffmpeg.sumOfPictures(directory, received))
                    .as(clip.title())
                    .isEqualTo(Ffmpeg.sumOfPictures(file));
        }
    }

    private static List<Path> realStreams() throws Exception {
        var data = Optional.ofNullable(System.getenv("MILLRACE_DATA")).map(Path::of);
        assumeTrue(data.isPresent(), "skipped: MILLRACE_DATA names no folder of real recordings");
        var files = new ArrayList<Path>();
        try (var found = Files.newDirectoryStream(data.orElseThrow().resolve("h264"), "*.264")) {
            found.forEach(files::add);
        }
        return files;
    }

    private static List<byte[]> relayed(Millrace millrace, VideoClip clip, String stream) throws Exception {
        var expected = Pictures.relayed(clip).size();
        var options = VideoPlayer.Options.once(stream).at(Pace.times(2));
        try (var consumer = new ClientSocket(millrace.socket("hub", "/ws/video/consume?stream=" + stream));
                var player = VideoPlayer.start(clip, Target.at(millrace.at("hub")), options)) {
            await().atMost(LONG_ENOUGH).until(() -> player.progress().isDone());
            await().atMost(LONG_ENOUGH).until(() -> consumer.packets.size() >= expected);
            return List.copyOf(consumer.packets);
        }
    }

    @Test
    void shouldGiveLateViewerConfigurationThenKeyframeThenEverythingLive(Millrace millrace) throws Exception {
        // Given
        Ffmpeg.require();
        var clip = Pictures.drawn(directory, 3);
        var stream = "/ws/video/consume?stream=late";
        try (var early = new ClientSocket(millrace.socket("hub", stream));
                var player =
                        VideoPlayer.start(clip, Target.at(millrace.at("hub")), VideoPlayer.Options.looping("late"))) {
            await().atMost(LONG_ENOUGH).until(() -> early.packets.size() > 80);

            // When
            try (var late = new ClientSocket(millrace.socket("hub", stream))) {
                await().atMost(LONG_ENOUGH).until(() -> late.packets.size() > 80);

                // Then
                var received = List.copyOf(late.packets);
                assertStartsAtKeyframe(received);
                assertThat(Ffmpeg.sumOfPictures(directory, Pictures.toLastPicture(received)))
                        .startsWith("MD5=");
                await().atMost(LONG_ENOUGH)
                        .untilAsserted(() -> assertThat(List.copyOf(early.packets))
                                .containsSequence(received.subList(1, received.size())));
            }
            assertThat(player.progress().failed()).isZero();
        }
    }

    /** Its first message is SPS and PPS; the first picture after it is a keyframe. */
    static void assertStartsAtKeyframe(List<byte[]> received) {
        assertThat(Pictures.firstUnit(received.get(0))).isEqualTo(7);
        var picture = received.stream()
                .mapToInt(Pictures::firstUnit)
                .filter(type -> type == 1 || type == 5)
                .findFirst();
        assertThat(picture).hasValue(5);
    }
}
