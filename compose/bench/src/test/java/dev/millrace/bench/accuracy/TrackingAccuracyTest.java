package dev.millrace.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.topology.tracking.TrackerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** On recorded people; what is asked for leaves room below what was measured. */
class TrackingAccuracyTest {

    private static final double SAME = 0.5;
    private static final long FRAMES = 795;

    @Test
    void shouldFollowPeopleBetterThanSort() throws IOException {
        // Given
        var data = Optional.ofNullable(System.getenv("MILLRACE_DATA"))
                .map(named -> Path.of(named).resolve("video/pets"))
                .filter(Files::isDirectory);
        assumeTrue(data.isPresent(), "MILLRACE_DATA names no recordings: nobody is followed");
        var truth = Labels.read(data.get().resolve("PETS09-S2L1-gt.txt")).counted();
        var detections = Labels.read(data.get().resolve("PETS09-S2L1-det.txt"));

        // When
        var sort = Comparison.of(truth, new SortBaseline(SAME).track(detections, FRAMES));
        var online = TrackingAccuracy.online(detections, FRAMES, TrackerSettings.at(7));
        var shown = Comparison.of(truth, online);
        var inTheEnd = Comparison.of(truth, TrackingAccuracy.afterwards(online));

        // Then
        assertThat(HigherOrder.of(shown).hota())
                .isGreaterThan(HigherOrder.of(sort).hota() + 0.05);
        assertThat(Identity.of(shown, SAME).f1())
                .isGreaterThan(Identity.of(sort, SAME).f1() + 0.1);
        assertThat(Clear.of(inTheEnd, SAME).accuracy()).isGreaterThan(0.75);
        assertThat(Identity.of(inTheEnd, SAME).f1()).isGreaterThan(0.6);
    }
}
