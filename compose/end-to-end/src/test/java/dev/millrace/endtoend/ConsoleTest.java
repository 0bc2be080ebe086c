package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.launcher.platform.Home;
import dev.millrace.recording.device.DevicePlayer;
import dev.millrace.recording.device.ModelledFlight;
import dev.millrace.recording.play.Pace;
import dev.millrace.recording.play.Target;
import dev.millrace.recording.telemetry.Protocol;
import dev.millrace.recording.telemetry.TelemetryPlayer;
import dev.millrace.recording.video.VideoPlayer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console in a real browser, with cars, a drone and a picture playing, and a logger to control. First, while no other platform takes its share of a small machine. */
@Order(1)
class ConsoleTest {

    /** Both themes and both widths; the long form tries each with each. */
    private static final String VIEWS = "light,phone-dark";

    @TempDir
    Path directory;

    @BeforeEach
    void requireBrowser() {
        Browser.require();
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
            var said = Browser.check(
                    millrace.at("console"),
                    List.of(
                            "--screenshots",
                            "" + screenshots,
                            "--views",
                            Boolean.getBoolean("millrace.long") ? "light,dark,phone-light,phone-dark" : VIEWS,
                            "--logger"));

            // Then
            assertThat(said).contains("all well");
        }
    }
}
