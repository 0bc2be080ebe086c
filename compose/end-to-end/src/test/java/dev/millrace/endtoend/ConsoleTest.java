package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.launcher.platform.Home;
import dev.millrace.recording.device.DevicePlayer;
import dev.millrace.recording.device.ModelledFlight;
import dev.millrace.recording.play.Pace;
import dev.millrace.recording.play.Target;
import dev.millrace.recording.telemetry.Protocol;
import dev.millrace.recording.telemetry.TelemetryPlayer;
import dev.millrace.recording.video.VideoPlayer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The console in a real browser, with cars, a drone and a picture playing, and a logger to control. */
class ConsoleTest {

    private static final Path CHROMIUM =
            Path.of(Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium"));

    /** Both themes and both widths; the long form tries each with each. */
    private static final String VIEWS = "light,phone-dark";

    @TempDir
    Path directory;

    @BeforeEach
    void requireChromium() {
        assumeTrue(Files.isExecutable(CHROMIUM), "skipped: there is no browser at " + CHROMIUM);
    }

    @Test
    void shouldShowEveryPageAlive() throws Exception {
        // Given
        var clip = Pictures.drawn(directory, 4);
        var drive = new RestlessDrive(System.currentTimeMillis(), 250);
        var legacy = TelemetryPlayer.Options.of("5YJ3E1EA1KF400001", Pace.recorded());
        var closedLoop =
                TelemetryPlayer.Options.of("5YJ3E1EA1KF400002", Pace.recorded()).speaking(Protocol.CLOSED_LOOP);
        // Slowly: a browser without a graphics card needs most of a small machine for itself.
        var flying = new DevicePlayer.Options("drone-on-the-console", Pace.times(0.5), false);
        var logger =
                Files.writeString(directory.resolve("logger.sh"), "echo posting\nread key\necho offline\nread never\n");
        try (var millrace = Millrace.start(
                        directory.resolve("data"),
                        Map.of("logger.command", "[/bin/sh, " + logger + "]", "logger.directory", "" + directory));
                var video = VideoPlayer.start(
                        clip, Target.at(millrace.at("hub")), VideoPlayer.Options.looping("on-the-console"));
                var drone = DevicePlayer.start(
                        new ModelledFlight(1, Instant.now()), Target.at(millrace.at("hub")), flying);
                var car = TelemetryPlayer.start(drive, Target.at(millrace.at("telemetry")), legacy);
                var other = TelemetryPlayer.start(drive, Target.at(millrace.at("telemetry")), closedLoop)) {
            await().until(() -> video.progress().acknowledged() > 30
                    && drone.progress().acknowledged() > 30
                    && car.progress().acknowledged() > 2
                    && other.progress().acknowledged() > 2);
            var screenshots = Home.find().resolve("compose/end-to-end/target/screenshots");

            // When
            var said = run(
                    Home.find().resolve("gateways/src/main/web"),
                    List.of(
                            "node",
                            "browser/run.mjs",
                            "--base",
                            millrace.at("console"),
                            "--screenshots",
                            "" + screenshots,
                            "--views",
                            Boolean.getBoolean("millrace.long") ? "light,dark,phone-light,phone-dark" : VIEWS,
                            "--logger"));

            // Then
            assertThat(said).contains("all well");
        }
    }

    @Test
    @ExtendWith(SharedMillrace.class)
    void shouldShowPageThatComesFromOutside(Millrace millrace) throws Exception {
        // Given
        var page = List.of(
                CHROMIUM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + directory.resolve("profile"),
                "--virtual-time-budget=5000",
                "--dump-dom",
                millrace.at("console") + "/console/notes");

        // When
        var document = run(directory, page);

        // Then
        assertThat(document).contains("data-testid=\"notes\"").contains("<h1 tabindex=\"-1\">Notes</h1>");
    }

    private static String run(Path directory, List<String> command) throws Exception {
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
