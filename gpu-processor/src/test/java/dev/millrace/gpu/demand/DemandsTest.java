package dev.millrace.gpu.demand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.message.video.VideoDemand;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DemandsTest {

    private static final long SECOND = 1_000_000_000;

    private final Demands demands = new Demands(3);

    @Test
    void shouldHoldDemandForAsLongAsItsOwnerSaysByItsOwnClock() {
        // Given
        var fromAnotherTime = demand("gate", 5, 640, 400 * SECOND, 410 * SECOND);

        // When
        demands.take("gate/one", fromAnotherTime, 7 * SECOND, Duration.ZERO);

        // Then
        assertThat(demands.at(16 * SECOND)).containsEntry("gate", new Wanted(5, 640, 0));
        assertThat(demands.at(17 * SECOND)).isEmpty();
    }

    @Test
    void shouldForgetWhatIsTakenBackDroppedOrOldAlready() {
        // Given
        demands.take("a/one", demand("a", 1, 0, 0, 10 * SECOND), 0, Duration.ZERO);
        demands.take("b/one", demand("b", 1, 0, 0, 10 * SECOND), 0, Duration.ZERO);

        // When
        demands.take("a/one", demand("a", 1, 0, SECOND, SECOND), SECOND, Duration.ZERO);
        demands.drop("b/one");
        demands.take("c/one", demand("c", 1, 0, 0, 10 * SECOND), 0, Duration.ofSeconds(11));

        // Then
        assertThat(demands.at(SECOND)).isEmpty();
    }

    @Test
    void shouldRefuseMoreThanItMayKeepUntilOthersHaveEnded() {
        // Given
        for (var owner : List.of("1", "2", "3")) {
            demands.take("gate/" + owner, demand("gate", 1, 0, 0, 10 * SECOND), 0, Duration.ZERO);
        }

        // When
        var refused = demands.take("gate/4", demand("gate", 1, 0, 0, 10 * SECOND), 0, Duration.ZERO);
        var renewed = demands.take("gate/3", demand("gate", 1, 0, 0, 10 * SECOND), 0, Duration.ZERO);
        var later = demands.take("gate/4", demand("gate", 1, 0, 0, 10 * SECOND), 11 * SECOND, Duration.ZERO);

        // Then
        assertThat(refused).isFalse();
        assertThat(renewed).isTrue();
        assertThat(later).isTrue();
    }

    @Test
    void shouldHoldNoDemandForLongerThanALeaseMayLast() {
        // When
        demands.take("gate/one", demand("gate", 1, 0, 0, Long.MAX_VALUE), 0, Duration.ZERO);

        // Then
        assertThat(demands.at(Demands.LONGEST.toNanos() - 1)).isNotEmpty();
        assertThat(demands.at(Demands.LONGEST.toNanos())).isEmpty();
    }

    @Property
    void shouldServeEveryDemandOfAStreamAtOnce(@ForAll("wishes") List<Wanted> wishes) {
        // Given
        var all = new Demands(100);
        var number = 0;
        for (var wish : wishes) {
            var demand = demand("gate", wish.framesPerSecond(), wish.longestSide(), 0, 10 * SECOND);
            all.take("gate/" + number++, demand, 0, Duration.ZERO);
        }

        // When
        Map<String, Wanted> wanted = new TreeMap<>(all.at(0));

        // Then
        assertThat(wanted).hasSize(1);
        assertThat(wishes).allMatch(wish -> isServed(wish, wanted.get("gate")));
    }

    private static boolean isServed(Wanted wish, Wanted by) {
        var isOftenEnough = by.framesPerSecond() == 0
                || wish.framesPerSecond() != 0 && by.framesPerSecond() >= wish.framesPerSecond();
        var isLargeEnough = by.longestSide() == 0 || wish.longestSide() != 0 && by.longestSide() >= wish.longestSide();
        return isOftenEnough && isLargeEnough;
    }

    @Provide
    Arbitrary<List<Wanted>> wishes() {
        return Combinators.combine(
                        Arbitraries.of(0f, 0.5f, 5f, 30f),
                        Arbitraries.integers().between(0, 4000))
                .as((rate, side) -> new Wanted(rate, side, 0))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    private static VideoDemand demand(String stream, float rate, int side, long receivedNs, long expiresNs) {
        return VideoDemand.newBuilder()
                .setReceivedNs(receivedNs)
                .setStream(stream)
                .setForm(VideoDemand.Form.FORM_JPEG)
                .setFramesPerSecond(rate)
                .setLongestSide(side)
                .setExpiresNs(expiresNs)
                .build();
    }
}
