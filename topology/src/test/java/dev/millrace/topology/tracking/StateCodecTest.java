package dev.millrace.topology.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class StateCodecTest {

    private static final int MOST_BYTES = 16 << 10;

    @Property(tries = 200)
    void shouldReadTheTracksThatItWrote(
            @ForAll @DoubleRange(min = -2000, max = 2000) double left,
            @ForAll @DoubleRange(min = 1, max = 500) double size,
            @ForAll @IntRange(max = 200) int frames,
            @ForAll @Size(max = 2048) List<Float> looks) {
        // Given
        var vector = new float[looks.size()];
        for (var i = 0; i < vector.length; i++) vector[i] = looks.get(i);
        var box = new Box(left, left / 2, left + size, left / 2 + 2 * size);
        var tracker = new CameraTracker(TrackerSettings.at(10));
        var standing = tracker.after(
                CameraTracker.Standing.NEW,
                0,
                List.of(new Detection(box, 0.9, Embedding.of(vector))),
                CameraMotion.NONE);
        standing = tracker.after(standing, frames, List.of(), CameraMotion.NONE);

        // Then
        for (var track : standing.tracks()) {
            var bytes = StateCodec.write(track);
            assertThat(StateCodec.track(bytes)).isEqualTo(track);
            assertThat(bytes.length).isLessThan(MOST_BYTES);
        }
    }

    @Property
    void shouldReadTheCamerasThatItWrote(
            @ForAll long era, @ForAll long frame, @ForAll long next, @ForAll int held, @ForAll long skipped) {
        var state = new CameraState(era, frame, next, held, skipped, ~skipped);

        assertThat(StateCodec.camera(StateCodec.write(state))).isEqualTo(state);
    }

    @Example
    void shouldRefuseAFormThatItDoesNotKnow() {
        var bytes = StateCodec.write(CameraState.NEW);
        bytes[0] = 9;

        assertThatThrownBy(() -> StateCodec.camera(bytes)).hasMessageContaining("form 9");
    }
}
