package dev.millrace.gateway.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;

class TallyTest {

    @Property
    void shouldNotDependOnOrderAndShowALoss(@ForAll @NotEmpty List<byte[]> bodies, @ForAll long seed) {
        var shuffled = new ArrayList<>(bodies);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(sum(shuffled)).isEqualTo(sum(bodies));
        assertThat(sum(shuffled.subList(1, shuffled.size()))).isNotEqualTo(sum(bodies));
    }

    private static Tally sum(List<byte[]> bodies) {
        return bodies.stream().map(Tally::of).reduce(Tally.NONE, Tally::plus);
    }
}
