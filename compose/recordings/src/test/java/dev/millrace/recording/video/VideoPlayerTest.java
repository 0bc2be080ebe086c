package dev.millrace.recording.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.recording.play.Pace;
import dev.millrace.recording.play.Target;
import io.javalin.Javalin;
import io.javalin.websocket.WsBinaryMessageContext;
import io.javalin.websocket.WsConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoPlayerTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final List<byte[]> received = new CopyOnWriteArrayList<>();
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final List<String> openings = new CopyOnWriteArrayList<>();
    private final AtomicInteger hangUpAfter = new AtomicInteger(Integer.MAX_VALUE);
    private final Javalin server = Javalin.create(config -> config.routes.ws("/hub/ws/video", this::receive))
            .start("127.0.0.1", 0);

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void shouldIntroduceItselfAndSendEveryPacketOnce() throws IOException {
        // Given
        H264File clip = clip();

        // When
        try (var player = VideoPlayer.start(
                clip,
                target().with("secret"),
                VideoPlayer.Options.once("gate 1").at(Pace.asFastAsTaken()))) {
            assertThat(player.await(LONG)).isTrue();

            // Then
            assertThat(player.progress().sent()).isEqualTo(24);
            assertThat(player.progress().bytes()).isEqualTo(clip.summary().bytes());
            assertThat(player.progress().total()).hasValue(24);
            assertThat(player.progress().skipped()).isZero();
        }
        assertThat(openings).containsExactly("stream=gate+1 Bearer secret");
        assertThat(texts)
                .containsExactly("{\"type\":\"video_config\",\"format\":\"h264\",\"source\":\"recording\","
                        + "\"mode\":\"video\",\"resolution\":\"320x180\"}");
        assertThat(received)
                .hasSize(24)
                .allSatisfy(
                        packet -> assertThat(ByteBuffer.wrap(packet).getInt()).isEqualTo(packet.length));
        assertThat(Decoded.of(units(received))).isEqualTo(new Decoded(20, 0, 320, 180));
    }

    @Test
    void shouldGoOnWithRisingTimesWhenItLoops() throws IOException {
        // Given
        var options = new VideoPlayer.Options(Optional.empty(), Pace.times(200), true, false);

        // When
        try (var player = VideoPlayer.start(clip(), target(), options)) {
            Awaitility.await().until(() -> received.size() > 60);
            assertThat(player.progress().total()).isEmpty();
        }

        // Then
        assertThat(received.stream()
                        .filter(packet -> packet[4] >= 3)
                        .map(packet -> ByteBuffer.wrap(packet).getLong(5))
                        .limit(45))
                .startsWith(0L, 100_000L)
                .endsWith(4_300_000L, 4_400_000L)
                .isSorted();
        assertThat(openings).containsExactly("null null");
    }

    @Test
    void shouldStampPicturesWithTheTimeOfDayWhenTheCameraKnowsIt() throws IOException {
        // Given
        var before = System.currentTimeMillis() * 1_000;

        // When
        try (var player = VideoPlayer.start(
                clip(),
                target(),
                VideoPlayer.Options.once("a").at(Pace.asFastAsTaken()).dated())) {
            assertThat(player.await(LONG)).isTrue();
        }

        // Then
        assertThat(received)
                .hasSize(24)
                .extracting(packet -> ByteBuffer.wrap(packet).getLong(5))
                .isSorted()
                .allMatch(stamp -> stamp >= before && stamp < (System.currentTimeMillis() + 1) * 1_000);
    }

    @Test
    void shouldConnectAgainAndGoOnWithTheNextKeyframe() throws IOException {
        // Given
        hangUpAfter.set(6);
        var options = new VideoPlayer.Options(Optional.of("a"), Pace.times(20), true, false);

        // When
        try (var player = VideoPlayer.start(clip(), target(), options)) {
            Awaitility.await().until(() -> openings.size() > 1 && received.size() > 40);

            // Then
            assertThat(player.progress().failed()).isPositive();
            assertThat(player.progress().isConnected()).isTrue();
        }
        assertThat(received.subList(6, 9)).extracting(packet -> (int) packet[4]).containsExactly(1, 2, 3);
    }

    @Test
    void shouldKeepTryingWhileThereIsNoServer() throws IOException {
        // Given
        int port = server.port();
        Target target = target();
        server.stop();
        try (var player =
                VideoPlayer.start(clip(), target, VideoPlayer.Options.once("a").at(Pace.asFastAsTaken()))) {
            Awaitility.await().until(() -> player.progress().failed() > 1);

            // When
            Javalin back = Javalin.create(config -> config.routes.ws("/hub/ws/video", this::receive))
                    .start("127.0.0.1", port);

            // Then
            assertThat(player.await(LONG)).isTrue();
            assertThat(player.progress().acknowledged()).isEqualTo(24);
            back.stop();
        }
    }

    private void receive(WsConfig socket) {
        socket.onConnect(context -> openings.add(context.queryString() + " " + context.header("Authorization")));
        socket.onMessage(context -> texts.add(context.message()));
        socket.onBinaryMessage(this::receive);
    }

    private void receive(WsBinaryMessageContext context) {
        byte[] packet = new byte[context.data().remaining()];
        context.data().get(packet);
        received.add(packet);
        if (hangUpAfter.decrementAndGet() == 0) {
            context.closeSession(1012, "restarting");
        }
    }

    private H264File clip() throws IOException {
        return H264File.open(Messages.picture(directory), 10).value().orElseThrow();
    }

    private Target target() {
        return Target.at("http://127.0.0.1:" + server.port() + "/hub");
    }

    private static byte[] units(List<byte[]> packets) {
        var out = new ByteArrayOutputStream();
        packets.forEach(packet -> out.writeBytes(Arrays.copyOfRange(packet, packet[4] < 3 ? 13 : 21, packet.length)));
        return out.toByteArray();
    }
}
