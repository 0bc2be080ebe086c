package dev.millrace.topology.tracking.task;

import dev.millrace.message.tracking.TrackingCommand;
import dev.millrace.message.tracking.TrackingCommand.Report;
import dev.millrace.message.tracking.TrackingTask.Refusal;
import dev.millrace.topic.Key;
import dev.millrace.topology.tracking.task.Reader.Stage;
import java.util.HashSet;
import java.util.Optional;

/** Reads commands as messages. */
final class Commands {

    private static final int MOST_CAMERAS = 64;
    private static final int HOMOGRAPHY = 9;
    private static final int LENS = 9;
    private static final double FASTEST = 100;
    /** A state has less than 16 KiB, and most of it is what was asked for. */
    private static final int LARGEST = 10 << 10;

    private static final int LARGEST_FOCUS = 2 << 10;
    private static final int LONGEST_TEXT = 300;

    private Commands() {}

    /** What becomes of an active task that is told this; empty where nothing does. */
    static Optional<Answer> told(Task task, TrackingCommand command) {
        var nowNs = command.getReceivedNs();
        if (command.hasStop()) return stopped(task, command.getStop(), nowNs);
        if (command.hasPause()) return Optional.of(Answer.granted(task.paused(true, nowNs)));
        if (command.hasResume()) return Optional.of(Answer.granted(task.paused(false, nowNs)));
        if (command.hasSeek()) return Optional.of(sought(task, command.getSeek().getFrame(), nowNs));
        if (command.hasFocus()) return Optional.of(focused(task, command.getFocus(), nowNs));
        if (command.hasWatch())
            return Optional.of(Answer.granted(task.watched(command.getWatch().getUntilNs())));
        return command.hasReport() ? reported(task, command.getReport(), nowNs) : Optional.empty();
    }

    /** Whether it says anything. */
    static boolean isAny(TrackingCommand command) {
        return command.hasStart()
                || command.hasStop()
                || command.hasPause()
                || command.hasResume()
                || command.hasSeek()
                || command.hasFocus()
                || command.hasWatch()
                || command.hasReport();
    }

    private static Optional<Answer> stopped(Task task, TrackingCommand.Stop stop, long nowNs) {
        var since = stop.getUnwatchedSinceNs();
        if (since != 0 && task.isWatchedSince(since)) return Optional.empty();
        return Optional.of(Answer.granted(task.stopped(cut(stop.getReason()), nowNs)));
    }

    private static Answer sought(Task task, long frame, long nowNs) {
        var frames = task.frames().orElse(Long.MAX_VALUE);
        if (frame >= 0 && frame < frames) return Answer.granted(task.sought(frame, nowNs));
        var because = frame < 0 ? "frame_index must not be negative" : "frame_index must be less than " + frames;
        return Answer.refused(task, Refusal.REFUSAL_INVALID, because);
    }

    private static Answer focused(Task task, TrackingCommand.Focus focus, long nowNs) {
        if (focus.getSerializedSize() > LARGEST_FOCUS) {
            return Answer.refused(task, Refusal.REFUSAL_INVALID, "a focus has at most " + LARGEST_FOCUS + " bytes");
        }
        return Answer.granted(task.focused(
                new Focus(focus.getPerson(), focus.getDetails(), focus.getHighlightSettings(), nowNs), nowNs));
    }

    private static Optional<Answer> reported(Task task, Report report, long nowNs) {
        return reader(report)
                .filter(reader -> task.order().has(report.getCamera())
                        && reader.era() >= task.playback().era())
                .map(reader -> Answer.granted(task.reported(report.getCamera(), reader, nowNs)));
    }

    /** Why there can be no such task. */
    static Optional<String> flaw(TrackingCommand.Start start) {
        if (start.getSerializedSize() > LARGEST) return Optional.of("A task is described in " + LARGEST + " bytes.");
        if (start.getCamerasCount() > MOST_CAMERAS)
            return Optional.of("A task has at most " + MOST_CAMERAS + " cameras.");
        if (!(start.getSpeed() > 0 && start.getSpeed() <= FASTEST)) {
            return Optional.of("Speed is more than 0 and at most " + FASTEST + ", not " + start.getSpeed() + ".");
        }
        var names = new HashSet<String>();
        for (var camera : start.getCamerasList()) {
            if (Key.of(camera.getName()).isEmpty() || !names.add(camera.getName())) {
                return Optional.of("Cameras need names of their own: " + camera.getName());
            }
            if (Key.of(camera.getStream()).isEmpty()) return Optional.of("No stream: " + camera.getStream());
            if (!isMatrix(camera)) return Optional.of("The calibration of " + camera.getName() + " is none.");
        }
        return Optional.empty();
    }

    private static boolean isMatrix(TrackingCommand.Camera camera) {
        var isPlaced = camera.getHomographyCount() == 0 || camera.getHomographyCount() == HOMOGRAPHY;
        var isSeen = camera.getLensCount() == 0 || camera.getLensCount() == LENS;
        return isPlaced
                && isSeen
                && camera.getHomographyList().stream().allMatch(Double::isFinite)
                && camera.getLensList().stream().allMatch(Double::isFinite);
    }

    static Order order(TrackingCommand.Start start) {
        return new Order(
                start.getEnvironment(),
                start.getCamerasList().stream()
                        .map(each -> new Order.Camera(each.getName(), each.getSourcesCount() > 0, each.toByteString()))
                        .toList(),
                start.getTracking(),
                start.getSpeed(),
                start.getStopsUnwatched(),
                start.getMode());
    }

    /** None of a report that says nothing. */
    private static Optional<Reader> reader(Report report) {
        return stage(report.getStage())
                .map(stage -> new Reader(
                        stage,
                        report.getEra(),
                        report.getFrame(),
                        report.getFrames(),
                        cut(report.getProblem()),
                        report.getPart()));
    }

    private static Optional<Stage> stage(Report.Stage stage) {
        return switch (stage) {
            case STAGE_WAITING -> Optional.of(Stage.WAITING);
            case STAGE_FETCHING -> Optional.of(Stage.FETCHING);
            case STAGE_OPENING -> Optional.of(Stage.OPENING);
            case STAGE_READING -> Optional.of(Stage.READING);
            case STAGE_ENDED -> Optional.of(Stage.ENDED);
            case STAGE_FAILED -> Optional.of(Stage.FAILED);
            default -> Optional.empty();
        };
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}
