package dev.millrace.gateway.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class MessageIdsTest {

    private final MessageIds ids = new MessageIds("cluster/");

    @Property
    void shouldKnowItsOwnAndNoOthers(
            @ForAll @IntRange(min = 0, max = 100) int partition, @ForAll @LongRange(min = 0) long offset) {
        var id = ids.of("imu.ordered", partition, offset, 0);

        assertThat(id)
                .matches("[0-9a-f]{32}")
                .isEqualTo(new MessageIds("cluster/").of("imu.ordered", partition, offset, 0));
        assertThat(ids.isOurs(id)).isTrue();
        assertThat(new MessageIds("cluster/other").isOurs(id)).isFalse();
        assertThat(ids.of("imu.ordered", partition, offset, 1)).isNotEqualTo(id);
    }

    @Property
    void shouldNotTakeAnyTextForAnIdOfItsOwn(@ForAll String text) {
        assertThat(ids.isOurs(text)).isFalse();
        assertThat(ids.isOurs(UUID.randomUUID().toString().replace("-", ""))).isFalse();
    }
}
