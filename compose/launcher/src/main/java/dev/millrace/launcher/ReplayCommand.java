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
import dev.millrace.recording.telemetry.Protocol;
import dev.millrace.recording.telemetry.TelemetryPlayer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays files of recordings through a gateway's public protocols, all at once, as their devices would. */
@Command(
        name = "replay",
        description =
                "Plays recordings into a running platform as their devices would: drives and inertial samples (.csv),"
                        + " trajectories (.jsonl), H.264 streams (.264, .h264) and videos (.mp4, .mov, .avi, .mkv, .ts), all at once.",
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
            names = "--device",
            paramLabel = "NAME",
            description = "The device that inertial samples and trajectories pose as; the file's name if left out.")
    private @Nullable String device;

    @Option(
            names = "--rate",
            defaultValue = "1",
            description = "How fast: 2 is twice as fast as recorded (${DEFAULT-VALUE}).")
    private double rate = 1;

    @Option(
            names = "--protocol",
            defaultValue = "closed-loop",
            description = "How a drive is sent: closed-loop, each value with a bound, or legacy (${DEFAULT-VALUE}).")
    private String protocol = "closed-loop";

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "1",
            description = "Readings of a drive that are sent together (${DEFAULT-VALUE}).")
    private int batch = 1;

    @Option(
            names = "--vehicles",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many vehicles take each drive at once, as VIN-1, VIN-2, … (${DEFAULT-VALUE}).")
    private int vehicles = 1;

    @Option(names = "--loop", description = "Begin again at the end, until Ctrl-C.")
    private boolean isLooping;

    @Override
    public Integer call() {
        if (!(rate > 0)) throw new SettingsException("--rate must be positive: " + rate);
        if (batch < 1 || batch > 10_000) throw new SettingsException("--batch must be from 1 to 10000: " + batch);
        if (vehicles < 1 || vehicles > 1_000)
            throw new SettingsException("--vehicles must be from 1 to 1000: " + vehicles);
        var spoken = Protocol.named(protocol)
                .orElseThrow(() -> new SettingsException("--protocol is closed-loop or legacy, not " + protocol));
        var recordings = open();
        var doors = to == null ? Doors.of(platform.endpoints()) : Doors.of(to);
        var known = token == null ? doors : doors.with(token);
        var interruption = Interruption.watch();
        var playing = new ArrayList<Playback>();
        recordings.forEach((file, recording) -> playing.addAll(play(file, recording, known, spoken)));
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

    private List<Playback> play(Path file, Recording recording, Doors doors, Protocol spoken) {
        var name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
        var pace = Pace.times(rate);
        if (recording instanceof Recording.OfVideo video) {
            return List.of(Playback.of(video.clip(), stream == null ? name : stream, doors, pace, isLooping));
        }
        if (recording instanceof Recording.OfDevice said) {
            return List.of(Playback.of(said.log(), device == null ? name : device, doors, pace, isLooping));
        }
        var recorded = ((Recording.OfDrive) recording).drive();
        var drive = isLooping ? new EndlessDrive(recorded) : recorded;
        var poses = vin == null ? name : vin;
        return IntStream.rangeClosed(1, vehicles)
                .mapToObj(number -> vehicles == 1 ? poses : poses + "-" + number)
                .map(each ->
                        TelemetryPlayer.Options.of(each, pace).speaking(spoken).inBatchesOf(batch))
                .map(options -> Playback.of(drive, doors, options))
                .toList();
    }

    private static boolean isDone(List<Playback> playing) {
        return playing.stream().allMatch(each -> each.progress().isDone());
    }
}
