package dev.millrace.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.edge.EdgeReading.Provenance;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What holds whatever is lost, repeated, reordered or begun anew. {@code -Dmillrace.long=true} tries 100,000 lives. */
class ClosedLoopTest {

    private static final int READINGS = 60;
    private static final int LIVES = Boolean.getBoolean("millrace.long") ? 100_000 : 3_000;

    @Property(tries = 200, generation = GenerationMode.RANDOMIZED)
    void shouldNeverShowAValueFurtherOffThanItsBound(@ForAll long seed) {
        live(seed);
    }

    @Test
    void shouldHoldOverManyLives() {
        for (var seed = 0L; seed < LIVES; seed++) {
            try {
                live(seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("the life of seed " + seed, e);
            }
        }
    }

    private static void live(long seed) {
        // Given
        var trace = new Trace(seed);
        var cloud = new Cloud();

        // When
        for (var i = 0; i < READINGS; i++) {
            for (var sent : trace.next(cloud.state.isDegraded())) cloud.receive(sent);
        }
        trace.rest().forEach(cloud::receive);

        // Then
        if (trace.isLossless()) check(cloud.degraded == 0, "nothing was missed");
        assertThat(EdgeState.of(cloud.state.toBytes())).isEqualTo(cloud.state);
    }

    /** The receiving side, with all that must be true after each packet. */
    private static final class Cloud {

        private final Set<List<Long>> seen = new HashSet<>();
        private EdgeState state = EdgeState.NEW;
        private int degraded;

        void receive(Trace.Sent sent) {
            var before = state;
            var decoding = EdgeDecoder.decode(before, sent.bytes());
            var isNew = seen.add(List.of(sent.epoch(), sent.sequence()));
            if (decoding instanceof Decoding.Decoded decoded) {
                check(isNew, "one reading of each packet");
                show(sent, decoded.reading());
                state = decoded.next();
                if (decoded.reading().isLate()) check(newest(before).equals(newest(state)), "late ones move nothing");
                else inStep(sent);
            } else if (decoding instanceof Decoding.Duplicate) {
                check(!isNew, "what is new is no duplicate");
            } else {
                check(sent.epoch() < before.floor() || isForgotten(before, sent), "only the forgotten: " + decoding);
            }
        }

        private static boolean isForgotten(EdgeState state, Trace.Sent sent) {
            return state.of(sent.epoch())
                    .map(epoch -> epoch.ledger().isForgotten(sent.sequence()))
                    .orElse(false);
        }

        /** State equal on both sides, bit for bit. */
        private void inStep(Trace.Sent sent) {
            var epoch = state.of(sent.epoch()).orElseThrow();
            if (epoch.chain().trust() != Trust.SURE) return;
            var known = new EdgeState.Epoch(epoch.chain(), new Ledger(0, sent.sequence(), List.of()));
            check(Arrays.equals(EdgeState.NEW.with(known).toBytes(), sent.state()), "the same state on both sides");
        }

        private void show(Trace.Sent sent, EdgeReading reading) {
            var isDegraded = reading.isDegraded();
            if (isDegraded) degraded++;
            for (var i = 0; i < sent.values().length; i++) {
                var value = reading.value(sent.channels().get(i).name());
                if (isDegraded && (value.isEmpty() || value.get().provenance() == Provenance.DEGRADED)) continue;
                var isThere = Double.isFinite(sent.values()[i]);
                if (!isDegraded) check(value.isPresent() == isThere, "there is a value where there was one");
                if (value.isPresent()) close(sent.channels().get(i), sent.values()[i], value.get());
            }
            if (!isDegraded && !reading.values().isEmpty())
                check(reading.timeMs() == sent.timeMs(), "when it was taken");
            check(reading.sequence() == sent.sequence() && reading.epoch() == sent.epoch(), "its place");
        }

        private static void close(Channel channel, double truth, EdgeReading.Value shown) {
            var off = new BigDecimal(truth)
                    .subtract(new BigDecimal(shown.value()))
                    .abs();
            if (channel.isAngle())
                off = off.min(BigDecimal.valueOf(360).subtract(off).abs());
            check(
                    off.compareTo(new BigDecimal(shown.bound().orElseThrow())) <= 0,
                    channel + ": " + truth + " is shown as " + shown);
        }

        private static List<Object> newest(EdgeState state) {
            return state.newest().<List<Object>>map(chain -> List.of(chain)).orElse(List.of());
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) throw new AssertionError(what);
    }
}
