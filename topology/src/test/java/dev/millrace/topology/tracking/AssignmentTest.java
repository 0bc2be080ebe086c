package dev.millrace.topology.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AssignmentTest {

    @Property(tries = 2_000)
    void shouldCostNoMoreThanAnyOther(
            @ForAll @IntRange(min = 1, max = 5) int rows,
            @ForAll @IntRange(min = 1, max = 5) int columns,
            @ForAll @Size(25) List<@DoubleRange(max = 1) Double> numbers,
            @ForAll @DoubleRange(max = 1) double most) {
        // Given
        var costs = new double[rows][columns];
        for (var row = 0; row < rows; row++) {
            for (var column = 0; column < columns; column++) costs[row][column] = numbers.get(row * columns + column);
        }

        // When
        var partners = Assignment.cheapest(costs, most);

        // Then
        assertThat(Arrays.stream(partners).filter(column -> column >= 0)).doesNotHaveDuplicates();
        for (var row = 0; row < rows; row++) {
            if (partners[row] >= 0) assertThat(costs[row][partners[row]]).isLessThanOrEqualTo(most);
        }
        assertThat(saved(costs, partners, most)).isGreaterThanOrEqualTo(best(costs, 0, 0, most) - 1e-9);
    }

    @Example
    void shouldPairNobodyWithNobody() {
        assertThat(Assignment.cheapest(new double[0][0], 1)).isEmpty();
        assertThat(Assignment.cheapest(new double[3][0], 1)).containsExactly(-1, -1, -1);
    }

    @Example
    void shouldLeaveApartWhatMustNotBe() {
        var never = Double.POSITIVE_INFINITY;
        assertThat(Assignment.cheapest(new double[][] {{never, 0.2}, {never, 0.1}}, 1))
                .containsExactly(-1, 1);
    }

    /** Against all apart. */
    private static double saved(double[][] costs, int[] partners, double most) {
        var saved = 0.0;
        for (var row = 0; row < partners.length; row++) {
            if (partners[row] >= 0) saved += most - costs[row][partners[row]];
        }
        return saved;
    }

    /** By trying all. */
    private static double best(double[][] costs, int row, int taken, double most) {
        if (row == costs.length) return 0;
        var best = best(costs, row + 1, taken, most);
        for (var column = 0; column < costs[row].length; column++) {
            if ((taken >> column & 1) != 0 || costs[row][column] > most) continue;
            best = Math.max(best, most - costs[row][column] + best(costs, row + 1, taken | 1 << column, most));
        }
        return best;
    }
}
