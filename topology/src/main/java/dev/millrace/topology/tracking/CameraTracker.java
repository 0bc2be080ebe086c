package dev.millrace.topology.tracking;

import dev.millrace.topology.tracking.Track.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Follows people through the pictures of one camera: predicts where each is, and pairs what is detected with what is
 * known, the sure detections first, then the doubtful ones with who is still in sight. Sure detections that are nobody
 * become somebody. (N. Aharon et al., BoT-SORT, 2022; Y. Zhang et al., ByteTrack: Multi-Object Tracking by Associating
 * Every Detection Box, 2022.)
 */
public final class CameraTracker {

    private final TrackerSettings settings;
    private final Motion.Doubt doubt;

    public CameraTracker(TrackerSettings settings) {
        this.settings = settings;
        this.doubt = Motion.Doubt.at(settings.frameRate(), settings.jitter());
    }

    /**
     * What is known of a camera.
     *
     * @param frame the newest that was looked at, from 0
     * @param nextId of whoever comes next
     * @param tracks by id
     */
    public record Standing(long frame, long nextId, List<Track> tracks) {

        public static final Standing NEW = new Standing(-1, 1, List.of());

        public Standing {
            tracks = List.copyOf(tracks);
        }

        /** Who is in sight now, and was seen often enough. */
        public List<Track> shown() {
            return tracks.stream()
                    .filter(track -> track.stage() == Stage.ACTIVE && track.seenFrame() == frame)
                    .toList();
        }
    }

    /**
     * After one more picture.
     *
     * @param frame its number; frames may be left out, and one that is not newer than what is known changes nothing
     * @param detections unsound boxes are ignored
     * @param camera how it has moved since the frame before
     */
    public Standing after(Standing known, long frame, List<Detection> detections, CameraMotion camera) {
        if (frame <= known.frame) return known;
        var sound = detections.stream().filter(each -> each.box().isSound()).toList();
        var sure =
                sound.stream().filter(each -> each.score() >= settings.sure()).toList();
        var doubtful = sound.stream()
                .filter(each -> each.score() >= settings.least() && each.score() < settings.sure())
                .toList();
        var round = new Round(frame, doubt, predicted(known, frame, camera));

        var left = round.pair(Stage.ACTIVE, Stage.LOST, sure, settings.mostSure(), this::unlikeness);
        round.pair(Stage.ACTIVE, Stage.ACTIVE, doubtful, settings.mostDoubtful(), this::apart);
        left = round.pair(Stage.TENTATIVE, Stage.TENTATIVE, left, settings.mostTentative(), this::unlikeness);

        var isFirst = known.frame < 0;
        var nextId = known.nextId;
        var tracks = round.outcome();
        for (var somebody : left) {
            if (somebody.score() < settings.birth()) continue;
            tracks.add(Track.of(nextId++, isFirst ? Stage.ACTIVE : Stage.TENTATIVE, frame, somebody, doubt));
        }
        return new Standing(frame, nextId, withoutDoubles(tracks));
    }

    private List<Track> predicted(Standing known, long frame, CameraMotion camera) {
        var tracks = known.tracks.stream()
                .filter(track -> frame - track.seenFrame() <= settings.patience())
                .toList();
        // Where somebody is left, these are no more frames than the patience.
        for (var n = 0L; n < frame - known.frame && !tracks.isEmpty(); n++) {
            var moved = n == 0 ? camera : CameraMotion.NONE;
            tracks = tracks.stream().map(track -> track.later(moved, doubt)).toList();
        }
        return tracks;
    }

    /** What two are taken for, from 0 for the same to 1. */
    @FunctionalInterface
    private interface Measure {
        double between(Track track, Detection detection);
    }

    /** By place, the less sure the further apart; by looks where these tell and the places do not forbid it. */
    private double unlikeness(Track track, Detection detection) {
        var overlap = track.place().overlap(detection.box());
        var byPlace = 1 - overlap * detection.score();
        if (!track.looks().isComparableTo(detection.embedding())) return byPlace;
        var byLooks = track.looks().distance(detection.embedding()) / 2;
        var isTelling = byLooks <= settings.mostUnlike() && 1 - overlap <= settings.mostApart();
        return isTelling ? Math.min(byPlace, byLooks) : byPlace;
    }

    private double apart(Track track, Detection detection) {
        return 1 - track.place().overlap(detection.box());
    }

    /** Of two in one place the one is a mistake that has been followed for a shorter time. */
    private List<Track> withoutDoubles(List<Track> tracks) {
        var doubles = tracks.stream()
                .filter(track -> tracks.stream().anyMatch(other -> isDoubleOf(track, other)))
                .collect(Collectors.toSet());
        return tracks.stream().filter(track -> !doubles.contains(track)).toList();
    }

    private boolean isDoubleOf(Track track, Track other) {
        var isOneLost = (track.stage() == Stage.LOST) != (other.stage() == Stage.LOST);
        return isOneLost
                && track.stage() != Stage.TENTATIVE
                && other.stage() != Stage.TENTATIVE
                && isLonger(other, track)
                && 1 - track.place().overlap(other.place()) < settings.leastApart();
    }

    private static boolean isLonger(Track one, Track other) {
        return one.detections() > other.detections() || one.detections() == other.detections() && one.id() < other.id();
    }

    /** One picture's pairing. */
    private static final class Round {

        private final long frame;
        private final Motion.Doubt doubt;
        private final List<Track> waiting;
        private final List<Track> found = new ArrayList<>();

        Round(long frame, Motion.Doubt doubt, List<Track> predicted) {
            this.frame = frame;
            this.doubt = doubt;
            this.waiting = new ArrayList<>(predicted);
        }

        /** Pairs those of two stages that were not found yet; returns the detections that are nobody's. */
        List<Detection> pair(Stage one, Stage other, List<Detection> detections, double most, Measure measure) {
            var candidates = waiting.stream()
                    .filter(track -> track.stage() == one || track.stage() == other)
                    .toList();
            var costs = candidates.stream()
                    .map(track -> detections.stream()
                            .mapToDouble(detection -> measure.between(track, detection))
                            .toArray())
                    .toArray(double[][]::new);
            var left = new ArrayList<>(detections);
            var partners = Assignment.cheapest(costs, most);
            for (var n = 0; n < partners.length; n++) {
                if (partners[n] < 0) continue;
                var detection = detections.get(partners[n]);
                waiting.remove(candidates.get(n));
                found.add(candidates.get(n).seen(frame, detection, doubt));
                left.remove(detection);
            }
            return left;
        }

        /** Who was found, and who is still looked for. */
        List<Track> outcome() {
            return Stream.concat(
                            found.stream(),
                            waiting.stream()
                                    .filter(track -> track.stage() != Stage.TENTATIVE)
                                    .map(Track::lost))
                    .sorted((one, other) -> Long.compare(one.id(), other.id()))
                    .collect(Collectors.toCollection(ArrayList::new));
        }
    }
}
