package dev.millrace.launcher.play;

import dev.millrace.launcher.screen.Screen;
import dev.millrace.recording.play.Pace;
import dev.millrace.recording.telemetry.ModelledDrive;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Who plays in the demo: modelled cars and rendered pictures, for as long as it runs. For use by one thread. */
public final class DemoCast implements AutoCloseable {

    private static final int CARS = 3;
    private static final Duration BETWEEN_READINGS = Duration.ofMillis(500);

    private final List<Playback> playing;

    private DemoCast(List<Playback> playing) {
        this.playing = playing;
    }

    /** @param only the capabilities to play for; empty for all */
    public static DemoCast start(Doors doors, List<String> only, Screen screen) {
        var playing = new ArrayList<Playback>();
        if (only.isEmpty() || only.contains("telemetry")) drives(doors, playing);
        return new DemoCast(List.copyOf(playing));
    }

    private static void drives(Doors doors, List<Playback> playing) {
        for (var number = 1; number <= CARS; number++) {
            var drive = ModelledDrive.endless(number, Instant.now()).every(BETWEEN_READINGS);
            playing.add(Playback.of(drive, String.format("MILLRACE0DEMO%04d", number), doors, Pace.recorded()));
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
