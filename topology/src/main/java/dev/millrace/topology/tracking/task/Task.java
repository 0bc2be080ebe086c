package dev.millrace.topology.tracking.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A task as it stands. Times are epoch nanoseconds, as commands carry them.
 *
 * @param progress from 0 to 1; never less than it was, but 0 of one that failed
 * @param details for people; of an end, why
 * @param readers of the recorded cameras, by camera
 * @param watchedUntilNs 0 when nobody ever has
 */
record Task(
        Order order,
        Status status,
        double progress,
        String details,
        Map<String, Reader> readers,
        Playback playback,
        Focus focus,
        long watchedUntilNs,
        long createdNs,
        long updatedNs) {

    private static final double WHILE_INITIALIZING = 0.1;
    private static final double WHILE_DOWNLOADING = 0.15;
    private static final double WHILE_EXTRACTING = 0.2;
    private static final double ONCE_PROCESSING = 0.25;

    Task {
        readers = Map.copyOf(readers);
    }

    static Task queued(Order order, long nowNs) {
        var task =
                new Task(order, Status.QUEUED, 0, "", Map.of(), Playback.begun(nowNs), Focus.NOBODY, 0, nowNs, nowNs);
        if (order.cameras().isEmpty()) {
            return task.failed("There are no cameras in environment " + order.environment() + ".");
        }
        return order.recorded().isEmpty() ? task.with(Status.PROCESSING, ONCE_PROCESSING, "") : task;
    }

    boolean isActive() {
        return status.isActive();
    }

    Task stopped(String reason, long nowNs) {
        return with(Status.STOPPED, progress, reason).at(nowNs);
    }

    /** Whether somebody has watched it after this moment. */
    boolean isWatchedSince(long sinceNs) {
        return watchedUntilNs > sinceNs;
    }

    Task paused(boolean isPaused, long nowNs) {
        return at(nowNs).playing(playback.paused(isPaused, nowNs));
    }

    /** Pictures of the recordings, as far as readers know. */
    Optional<Long> frames() {
        return readers.values().stream().map(Reader::frames).filter(n -> n > 0).max(Long::compare);
    }

    Task sought(long frame, long nowNs) {
        return at(nowNs).playing(playback.sought(frame, nowNs));
    }

    Task focused(Focus asked, long nowNs) {
        return new Task(
                order,
                status,
                progress,
                details,
                readers,
                playback,
                focus.after(asked),
                watchedUntilNs,
                createdNs,
                nowNs);
    }

    Task watched(long untilNs) {
        return new Task(
                order,
                status,
                progress,
                details,
                readers,
                playback,
                focus,
                Math.max(watchedUntilNs, untilNs),
                createdNs,
                updatedNs);
    }

    /** A reader says how far it is; what it says of an era that is over counts for nothing. */
    Task reported(String camera, Reader reader, long nowNs) {
        if (reader.era() < playback.era()) return this;
        var known = new LinkedHashMap<>(readers);
        known.put(camera, reader);
        var told = new Task(order, status, progress, details, known, playback, focus, watchedUntilNs, createdNs, nowNs);
        return told.asReadersAre();
    }

    private Task asReadersAre() {
        var recorded = order.recorded();
        var said = recorded.stream().map(camera -> readers.get(camera.name())).toList();
        var known = said.stream().filter(each -> each != null).toList();
        var isOver = known.size() == said.size()
                && known.stream().allMatch(each -> each.stage().isOver() && each.era() == playback.era());
        if (isOver && recorded.size() == order.cameras().size()) return over(known);
        // A seek lets readers look for their place again, which is no step back.
        var furthest = known.stream()
                .filter(each -> !each.stage().isOver())
                .map(each -> each.stage().status())
                .max(Status::compareTo)
                .orElse(status);
        var now = furthest.compareTo(status) > 0 ? furthest : status;
        return with(now, Math.max(progress, reached(now, known)), problems(known));
    }

    private Task over(List<Reader> all) {
        var isAny = all.stream().anyMatch(each -> each.stage() == Reader.Stage.ENDED);
        return isAny ? with(Status.COMPLETED, 1, problems(all)) : failed(problems(all));
    }

    private Task failed(String why) {
        return with(Status.FAILED, 0, why);
    }

    private static double reached(Status status, List<Reader> readers) {
        return switch (status) {
            case QUEUED -> 0;
            case INITIALIZING -> WHILE_INITIALIZING;
            case DOWNLOADING -> WHILE_DOWNLOADING;
            case EXTRACTING -> WHILE_EXTRACTING;
            default ->
                ONCE_PROCESSING
                        + (1 - ONCE_PROCESSING)
                                * readers.stream()
                                        .mapToDouble(Reader::share)
                                        .average()
                                        .orElse(0);
        };
    }

    private static String problems(List<Reader> readers) {
        return String.join(
                " ",
                readers.stream()
                        .map(Reader::problem)
                        .filter(problem -> !problem.isEmpty())
                        .distinct()
                        .toList());
    }

    private Task with(Status now, double reached, String why) {
        return new Task(order, now, reached, why, readers, playback, focus, watchedUntilNs, createdNs, updatedNs);
    }

    private Task playing(Playback now) {
        return new Task(order, status, progress, details, readers, now, focus, watchedUntilNs, createdNs, updatedNs);
    }

    private Task at(long nowNs) {
        return new Task(order, status, progress, details, readers, playback, focus, watchedUntilNs, createdNs, nowNs);
    }
}
