package dev.millrace.gateway.hub.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LeasesProperties {

    private static final List<String> HOLDERS = List.of("ann", "bob", "eve");

    /** @param lengthMs of a claim; 0 for a release */
    record Step(String device, String holder, long lengthMs, long atMs) {

        void on(Leases leases) {
            if (lengthMs == 0) leases.release(device, holder);
            else leases.claim(device, holder, Duration.ofMillis(lengthMs), atMs);
        }
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        var step = Combinators.combine(
                        Arbitraries.of("drone", "rover"),
                        Arbitraries.of(HOLDERS),
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(1, Arbitraries.just(0L)),
                                net.jqwik.api.Tuple.of(4, Arbitraries.longs().between(1, 90_000))),
                        Arbitraries.longs().between(0, 30_000))
                .as(Step::new);
        return step.list().ofMaxSize(60).map(steps -> {
            var history = new ArrayList<Step>();
            var atMs = 1_000_000L;
            for (var each : steps) {
                atMs += each.atMs;
                history.add(new Step(each.device, each.holder, each.lengthMs, atMs));
            }
            return history;
        });
    }

    /** The reason for it all: where a gateway begins to read makes no difference, once it has read back far enough. */
    @Property
    void shouldDependOnTheRecentPastAlone(@ForAll("histories") List<Step> history) {
        var always = new Leases();
        for (var i = 0; i < history.size(); i++) {
            history.get(i).on(always);
            var atMs = history.get(i).atMs;
            var started = new Leases();
            history.subList(0, i + 1).stream()
                    .filter(step -> step.atMs > atMs - Leases.MEMORY.toMillis())
                    .forEach(step -> step.on(started));
            for (var device : List.of("drone", "rover")) {
                assertThat(started.grant(device, atMs)).isEqualTo(always.grant(device, atMs));
            }
        }
    }

    @Property
    void shouldNotTakeADeviceFromItsHolder(@ForAll("histories") List<Step> history) {
        var leases = new Leases();
        for (var step : history) {
            var before = leases.grant(step.device, step.atMs);
            step.on(leases);
            var after = leases.grant(step.device, step.atMs);
            if (before.isPresent() && !before.get().holder().equals(step.holder)) {
                assertThat(after).isEqualTo(before);
            }
        }
    }

    @Property
    void shouldHoldNoLongerThanWasAskedFor(@ForAll("histories") List<Step> history) {
        var leases = new Leases();
        for (var i = 0; i < history.size(); i++) {
            var step = history.get(i);
            step.on(leases);
            var longest = history.subList(0, i + 1).stream()
                    .filter(each -> each.device.equals(step.device) && each.lengthMs > 0)
                    .mapToLong(each -> each.atMs + Math.min(each.lengthMs, Leases.LONGEST.toMillis()))
                    .max();
            leases.grant(step.device, step.atMs)
                    .ifPresent(grant -> assertThat(grant.untilMs()).isLessThanOrEqualTo(longest.orElseThrow()));
        }
    }

    @Property
    void shouldForgetWhatIsOver(@ForAll("histories") List<Step> history) {
        var leases = new Leases();
        history.forEach(step -> step.on(leases));
        var later = 1_000_000L + history.size() * 30_000L + Leases.LONGEST.toMillis();
        for (var i = 0; i < 4; i++) leases.claim("new", "ann", Duration.ofMillis(1), later + i);
        assertThat(leases.size()).isEqualTo(1);
    }

    @Example
    void shouldLetEverybodyCommandAFreeDevice() {
        // Given
        var leases = new Leases();

        // When
        var isGranted = leases.claim("drone", "ann", Duration.ofSeconds(10), 1_000);

        // Then
        assertThat(isGranted).isTrue();
        assertThat(leases.permits("drone", "ann", 10_999)).isTrue();
        assertThat(leases.permits("drone", "", 10_999)).isFalse();
        assertThat(leases.permits("drone", "", 11_000)).isTrue();
        assertThat(leases.permits("rover", "", 2_000)).isTrue();
    }

    @Example
    void shouldNotGrantAClaimBesideOneThatStands() {
        // Given
        var leases = new Leases();
        leases.claim("drone", "ann", Duration.ofSeconds(10), 0);
        leases.claim("drone", "bob", Duration.ofSeconds(10), 1_000);

        // When
        var renewal = leases.claim("drone", "ann", Duration.ofSeconds(10), 5_000);
        leases.release("drone", "bob");
        var renewalAfterTheLoserGaveUp = leases.claim("drone", "ann", Duration.ofSeconds(10), 6_000);

        // Then
        assertThat(renewal).isFalse();
        assertThat(renewalAfterTheLoserGaveUp).isTrue();
        assertThat(leases.grant("drone", 6_000)).isEqualTo(Optional.of(new Leases.Grant("ann", 16_000)));
    }
}
