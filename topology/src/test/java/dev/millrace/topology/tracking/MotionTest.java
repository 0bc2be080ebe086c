package dev.millrace.topology.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.topology.tracking.Motion.Doubt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

class MotionTest {

    private static final Box BOX = Box.around(100, 200, 40, 100);

    /** The reference is thirty frames a second, where each second must look the same as at any other rate. */
    @Property
    void shouldDoubtAsMuchAfterASecondWhateverTheFrameRate(@ForAll @IntRange(min = 1, max = 120) int frameRate) {
        // Given
        var reference = after(3, 30);

        // When
        var axis = after(3, frameRate);

        // Then
        assertThat(axis.variance()).isEqualTo(reference.variance(), relativeTo(reference.variance()));
        assertThat(axis.covariance() * frameRate)
                .isEqualTo(reference.covariance() * 30, relativeTo(reference.covariance() * 30));
        assertThat(axis.drift() * frameRate * frameRate)
                .isEqualTo(reference.drift() * 900, relativeTo(reference.drift() * 900));
    }

    private static Offset<Double> relativeTo(double value) {
        return within(1e-9 * value);
    }

    private static Axis after(int seconds, int frameRate) {
        var doubt = Doubt.at(frameRate, 0.1);
        var motion = Motion.of(BOX, doubt);
        for (var frame = 0; frame < seconds * frameRate; frame++) motion = motion.next(doubt);
        return motion.x();
    }
}
