package dev.millrace.launcher.play;

import dev.millrace.launcher.catalogue.TopicOffsets;
import dev.millrace.launcher.catalogue.TopicRate;
import dev.millrace.launcher.platform.EmbeddedPlatform;
import dev.millrace.launcher.screen.Screen;
import dev.millrace.part.Health;
import dev.millrace.part.PartFailure;
import dev.millrace.recording.play.Progress;
import dev.millrace.topic.Namespace;
import dev.millrace.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What is going on in a running platform: parts, streams, devices, vehicles, topics. For use by one thread. */
public final class StatusTable implements AutoCloseable {

    private static final int LONGEST = 40;

    private final Screen screen;
    private final EmbeddedPlatform platform;
    private final List<Playback> playing;
    private final Topics topics = Topics.in(Namespace.NONE);
    private final TopicOffsets offsets;
    private long since = System.nanoTime();
    private List<Progress> progress;
    private Map<String, TopicOffsets.Extent> extents;

    public StatusTable(Screen screen, EmbeddedPlatform platform, List<Playback> playing) {
        this.screen = screen;
        this.platform = platform;
        this.playing = playing;
        this.offsets = new TopicOffsets(platform.endpoints().address("kafka").orElseThrow(), topics);
        this.progress = playing.stream().map(Playback::progress).toList();
        this.extents = Map.of();
    }

    /** Draws it again, with the rates since the last time; a few lines where nothing can be drawn again. */
    public void show() {
        var apart = Duration.ofNanos(System.nanoTime() - since);
        since = System.nanoTime();
        var now = playing.stream().map(Playback::progress).toList();
        var lines = new ArrayList<String>();
        parts(lines);
        playbacks(Playback.Kind.STREAM, "STREAM", "PACKETS/S", now, apart, lines);
        playbacks(Playback.Kind.DEVICE, "DEVICE", "MESSAGES/S", now, apart, lines);
        playbacks(Playback.Kind.VEHICLE, "VEHICLE", "RECORDS/S", now, apart, lines);
        topics(apart, lines);
        progress = now;
        if (screen.isTerminal()) {
            screen.redraw(lines);
            return;
        }
        lines.forEach(screen::print);
        screen.print("");
    }

    private void parts(List<String> lines) {
        var parts = platform.health().entrySet().stream()
                .map(entry -> mark(entry.getValue()) + " " + entry.getKey()
                        + (entry.getValue().detail().isEmpty()
                                ? ""
                                : " (" + brief(entry.getValue().detail()) + ")"))
                .collect(Collectors.joining("   "));
        lines.add(parts);
        lines.add("");
    }

    private String mark(Health health) {
        if (health.state() == Health.State.READY) return screen.green("●");
        return health.isReady() ? screen.yellow("●") : screen.red("●");
    }

    private void playbacks(
            Playback.Kind kind, String title, String unit, List<Progress> now, Duration apart, List<String> lines) {
        if (playing.stream().noneMatch(each -> each.kind() == kind)) return;
        lines.add(screen.bold(String.format("%-22s %10s %10s %12s", title, unit, "KBIT/S", "TAKEN")));
        for (var i = 0; i < playing.size(); i++) {
            if (playing.get(i).kind() != kind) continue;
            var pulse = Pulse.between(progress.get(i), now.get(i), apart);
            lines.add(String.format(
                    Locale.ROOT,
                    "%-22s %10.1f %10.1f %12d  %s",
                    playing.get(i).name(),
                    pulse.messages(),
                    pulse.bits() / 1e3,
                    now.get(i).acknowledged(),
                    now.get(i).isConnected()
                            ? ""
                            : screen.yellow(brief(now.get(i).trouble()))));
        }
        lines.add("");
    }

    private void topics(Duration apart, List<String> lines) {
        lines.add(screen.bold(String.format("%-22s %10s %10s %12s", "TOPIC", "OFFSETS/S", "", "END")));
        try {
            var now = offsets.read();
            for (var rate : TopicRate.between(topics, extents.isEmpty() ? now : extents, now, apart)) {
                lines.add(String.format(
                        Locale.ROOT, "%-22s %10.1f %10s %12d", rate.topic(), rate.perSecond(), "", rate.end()));
            }
            extents = now;
        } catch (PartFailure e) {
            lines.add(screen.red(String.valueOf(e.getMessage())));
        }
    }

    /** So that no line is wider than a terminal, which would break the count of lines to draw over. */
    private static String brief(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    @Override
    public void close() {
        screen.keep();
        offsets.close();
    }
}
