package dev.millrace.launcher;

import dev.millrace.launcher.play.Doors;
import dev.millrace.launcher.play.EndlessDrive;
import dev.millrace.launcher.play.PlayProgress;
import dev.millrace.launcher.play.Playback;
import dev.millrace.launcher.screen.Screen;
import dev.millrace.part.SettingsException;
import dev.millrace.recording.Recording;
import dev.millrace.recording.Recordings;
import dev.millrace.recording.play.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays files of recordings through a gateway's public protocols, all at once, as their devices would. */
@Command(
        name = "replay",
        description = "Plays recordings into a running platform as their devices would: drives (.csv), H.264 streams"
                + " (.264, .h264) and videos (.mp4, .mov, .avi, .mkv, .ts), all at once.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ReplayCommand implements Callable<Integer> {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "What to play.")
    private List<Path> files = new ArrayList<>();

    @Mixin
    private RunningPlatform platform = new RunningPlatform();

    @Option(
            names = "--to",
            paramLabel = "URL",
            description = "A gateway's public port, as http://127.0.0.1:8080, in place of the platform of --data.")
    private @Nullable String to;

    @Option(names = "--token", paramLabel = "TOKEN", description = "An access token to show.")
    private @Nullable String token;

    @Option(
            names = "--vin",
            paramLabel = "VIN",
            description = "The vehicle a drive poses as; the file's name if left out.")
    private @Nullable String vin;

    @Option(
            names = "--stream",
            paramLabel = "NAME",
            description = "The stream a video poses as; the file's name if left out.")
    private @Nullable String stream;

    @Option(
            names = "--rate",
            defaultValue = "1",
            description = "How fast: 2 is twice as fast as recorded (${DEFAULT-VALUE}).")
    private double rate = 1;

    @Option(names = "--loop", description = "Begin again at the end, until Ctrl-C.")
    private boolean isLooping;

    @Override
    public Integer call() {
        if (!(rate > 0)) throw new SettingsException("--rate must be positive: " + rate);
        var recordings = open();
        var doors = to == null ? Doors.of(platform.endpoints()) : Doors.of(to);
        var known = token == null ? doors : doors.with(token);
        var interruption = Interruption.watch();
        var playing = new ArrayList<Playback>();
        recordings.forEach((file, recording) -> playing.add(play(file, recording, known)));
        try (var progress = new PlayProgress(Screen.standard(), List.copyOf(playing))) {
            while (!isDone(playing) && !interruption.await(BETWEEN_LOOKS)) progress.show();
            playing.forEach(Playback::close);
            progress.finish();
        }
        return playing.stream().allMatch(each -> each.progress().refused() == 0) ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private Map<Path, Recording> open() {
        var opened = new LinkedHashMap<Path, Recording>();
        for (var file : files) {
            var outcome = Recordings.open(file);
            opened.put(
                    file,
                    outcome.value()
                            .orElseThrow(
                                    () -> new SettingsException(outcome.reason().orElse(""))));
        }
        return opened;
    }

    private Playback play(Path file, Recording recording, Doors doors) {
        var name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
        var pace = Pace.times(rate);
        if (recording instanceof Recording.OfVideo video) {
            return Playback.of(video.clip(), stream == null ? name : stream, doors, pace, isLooping);
        }
        var drive = ((Recording.OfDrive) recording).drive();
        return Playback.of(isLooping ? new EndlessDrive(drive) : drive, vin == null ? name : vin, doors, pace);
    }

    private static boolean isDone(List<Playback> playing) {
        return playing.stream().allMatch(each -> each.progress().isDone());
    }
}
