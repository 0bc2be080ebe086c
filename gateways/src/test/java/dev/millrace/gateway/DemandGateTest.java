package dev.millrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DemandGateTest {

    private static final int LIMIT = 100;

    @Property
    void shouldDemandOnceForEachMessageAndNeverAboveTheLimit(
            @ForAll @Size(max = 200) List<@IntRange(min = -1, max = 60) Integer> steps) {
        // Given
        var gate = new DemandGate(LIMIT);
        var inFlight = new ArrayDeque<Integer>();
        var isDemanded = gate.mayDemand();

        // When
        for (var step : steps) {
            if (step >= 0 && isDemanded) {
                gate.received(step);
                inFlight.add(step);
                isDemanded = gate.mayDemand();
            } else if (!inFlight.isEmpty()) {
                var isAsking = gate.completed(inFlight.remove());
                assertThat(isAsking && isDemanded).isFalse();
                isDemanded |= isAsking;
            }

            // Then
            var bytes = inFlight.stream().mapToInt(i -> i).sum();
            assertThat(isDemanded).isEqualTo(bytes <= LIMIT).isEqualTo(gate.isOpen());
        }
    }

    @Test
    void shouldNotDemandWhileResting() {
        // Given
        var gate = new DemandGate(LIMIT);
        gate.mayDemand();
        gate.received(10);
        gate.rest();

        // When
        var whileResting = gate.completed(10);
        var afterwards = gate.rested();

        // Then
        assertThat(whileResting).isFalse();
        assertThat(afterwards).isTrue();
    }
}
