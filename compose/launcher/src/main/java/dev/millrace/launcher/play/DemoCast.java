package dev.millrace.launcher.play;

import dev.millrace.launcher.platform.Home;
import dev.millrace.launcher.screen.Screen;
import dev.millrace.launcher.screen.WorkBar;
import dev.millrace.part.PartFailure;
import dev.millrace.recording.device.ModelledFlight;
import dev.millrace.recording.play.Pace;
import dev.millrace.recording.scene.TestPicture;
import dev.millrace.recording.telemetry.ModelledDrive;
import dev.millrace.recording.telemetry.Protocol;
import dev.millrace.recording.telemetry.TelemetryPlayer;
import dev.millrace.recording.video.H264File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who plays in the demo: modelled cars, a modelled drone and rendered pictures, for as long as it runs. For use by one thread. */
public final class DemoCast implements AutoCloseable {

    private static final int CARS = 3;
    private static final String DRONE = "mill-drone";
    private static final Map<String, TestPicture> PICTURES = new TreeMap<>(Map.of(
            "mill-race", TestPicture.of(1).lasting(12),
            "mill-in-winter", TestPicture.of(3).sized(640, 360).lasting(12)));
    private static final Duration BETWEEN_READINGS = Duration.ofMillis(500);

    private final List<Playback> playing;

    private DemoCast(List<Playback> playing) {
        this.playing = playing;
    }

    /** @param only the capabilities to play for; empty for all */
    public static DemoCast start(Doors doors, List<String> only, Screen screen) {
        var playing = new ArrayList<Playback>();
        if (only.isEmpty() || only.contains("telemetry")) drives(doors, playing);
        if (only.isEmpty() || only.contains("hub")) {
            pictures(doors, playing, screen);
            playing.add(Playback.of(new ModelledFlight(1, Instant.now()), DRONE, doors, Pace.recorded(), false));
        }
        return new DemoCast(List.copyOf(playing));
    }

    /** Drawn and encoded at the first run, and kept with the build. */
    private static void pictures(Doors doors, List<Playback> playing, Screen screen) {
        for (var scene : PICTURES.entrySet()) {
            var clip = H264File.open(drawn(scene.getKey(), scene.getValue(), screen));
            var content =
                    clip.value().orElseThrow(() -> new PartFailure(clip.reason().orElse("")));
            playing.add(Playback.filmed(content, scene.getKey(), doors));
        }
    }

    private static Path drawn(String name, TestPicture picture, Screen screen) {
        var folder = Home.find().resolve("target").resolve("recordings");
        if (Files.exists(picture.file(folder))) return picture.file(folder);
        try (var bar = new WorkBar(screen, "drawing " + name + ", once", picture.frames())) {
            return picture.in(folder, done -> bar.at(done, ""));
        } catch (IOException e) {
            throw new PartFailure("the demo's picture " + name + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** The last car is driven by a legacy logger: without position, and without bounds. */
    private static void drives(Doors doors, List<Playback> playing) {
        for (var number = 1; number <= CARS; number++) {
            var drive = ModelledDrive.endless(number, Instant.now()).every(BETWEEN_READINGS);
            var options = TelemetryPlayer.Options.of(String.format("MILLRACE0DEMO%04d", number), Pace.recorded());
            playing.add(Playback.of(drive, doors, number == CARS ? options : options.speaking(Protocol.CLOSED_LOOP)));
        }
    }

    public List<Playback> playing() {
        return playing;
    }

    @Override
    public void close() {
        playing.parallelStream().forEach(Playback::close);
    }
}
