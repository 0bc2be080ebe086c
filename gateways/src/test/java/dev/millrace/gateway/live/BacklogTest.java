package dev.millrace.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

class BacklogTest {

    private static final int BOUND = 1000;

    /** One thing done to a backlog: a message put in, or one taken out. */
    record Step(boolean isAdd, boolean isKeyframe, int bytes) {}

    @Property
    void shouldNeverHoldMoreThanItsBoundOrOneMessage(@ForAll Overflow overflow, @ForAll("steps") List<Step> steps) {
        // Given
        var backlog = new Backlog(overflow, BOUND);
        var largest = steps.stream().mapToInt(Step::bytes).max().orElse(0);

        for (var step : steps) {
            // When
            apply(step, backlog, 0);

            // Then
            assertThat(backlog.bytes()).isBetween(0L, (long) BOUND + largest + PREAMBLE.bytes());
        }
    }

    @Property
    void shouldDeliverOrCountEveryMessage(@ForAll Overflow overflow, @ForAll("steps") List<Step> steps) {
        // Given
        var backlog = new Backlog(overflow, BOUND);
        var lost = 0;
        var added = 0;
        var taken = new ArrayList<Payload>();

        // When
        for (var step : steps) {
            if (step.isAdd) {
                lost += backlog.add(plain(step));
                added++;
            } else {
                add(backlog.next(), taken);
            }
        }
        while (!backlog.isEmpty()) add(backlog.next(), taken);

        // Then
        assertThat(taken.size() + lost).isEqualTo(added);
        assertThat(backlog.bytes()).isZero();
    }

    @Property
    void shouldGoOnWithKeyframeAndItsPreambleAfterLoss(@ForAll("steps") List<Step> steps) {
        // Given
        var backlog = new Backlog(Overflow.DROP_TO_KEYFRAME, BOUND);
        var taken = new ArrayList<Payload>();

        // When
        var number = 0;
        for (var step : steps) {
            var out = apply(step, backlog, number++);
            if (out != null) taken.add(out);
        }
        while (!backlog.isEmpty()) add(backlog.next(), taken);

        // Then
        var last = -1;
        for (var i = 0; i < taken.size(); i++) {
            if (taken.get(i) == PREAMBLE) continue;
            var now = Integer.parseInt(taken.get(i).text().trim());
            assertThat(now).isGreaterThan(last);
            if (hasLoss(steps, last, now)) {
                assertThat(taken.get(i).isKeyframe()).isTrue();
                assertThat(taken.get(i - 1)).isSameAs(PREAMBLE);
            }
            last = now;
        }
    }

    @Property
    void shouldKeepTheNewestWhenDroppingTheOldest(@ForAll("steps") List<Step> steps) {
        // Given
        var backlog = new Backlog(Overflow.DROP_OLDEST, BOUND);

        for (var step : steps) {
            // When
            if (!step.isAdd) {
                backlog.next();
                continue;
            }
            var payload = plain(step);
            backlog.add(payload);

            // Then
            assertThat(backlog.newest()).isSameAs(payload);
        }
    }

    private static final Payload PREAMBLE = Payload.binary(ByteBuffer.allocate(30));

    private static @Nullable Payload apply(Step step, Backlog backlog, int number) {
        if (!step.isAdd) return backlog.next();
        var text = Payload.text(String.format("%" + Math.max(4, step.bytes) + "d", number));
        backlog.add(step.isKeyframe ? text.keyframe(PREAMBLE) : text);
        return null;
    }

    private static boolean hasLoss(List<Step> steps, int from, int to) {
        return steps.subList(from + 1, to).stream().anyMatch(Step::isAdd);
    }

    private static void add(@Nullable Payload payload, List<Payload> to) {
        if (payload != null) to.add(payload);
    }

    private static Payload plain(Step step) {
        var payload = Payload.binary(ByteBuffer.allocate(step.bytes));
        return step.isKeyframe ? payload.keyframe() : payload;
    }

    @Provide
    static Arbitrary<List<Step>> steps() {
        var kinds = Arbitraries.frequency(Tuple.of(6, true), Tuple.of(4, false));
        var keyframes = Arbitraries.frequency(Tuple.of(1, true), Tuple.of(5, false));
        var sizes = Arbitraries.integers().between(4, 1400);
        return Combinators.combine(kinds, keyframes, sizes).as(Step::new).list().ofMaxSize(120);
    }
}
