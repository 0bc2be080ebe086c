package dev.millrace.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import dev.millrace.part.ByteSize;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Between the past and what is live there is neither gap nor repeat, however reading and writing interleave. */
class SpliceTest {

    /** What happens next in a run. */
    enum Event {
        APPEND,
        APPEND_OTHER,
        APPEND_AFTER_GAP,
        READ_ONE,
        READ_MANY,
        STEP,
        ROOM
    }

    private static final TailLimits LIMITS =
            new TailLimits(ByteSize.parse("64KiB"), Duration.ofHours(1), Duration.ofSeconds(1));

    @Property(tries = 3000)
    void shouldDeliverEveryRecordOnceAndInOrder(
            @ForAll @IntRange(max = 80) int before,
            @ForAll @IntRange(max = 120) int start,
            @ForAll @Size(max = 300) List<Event> events) {
        new Run().deliversEveryRecordOnceAndInOrder(before, start, events);
    }

    private static final class Run {
        private final SimulatedLog log = new SimulatedLog();
        private final LivePartition<StringValue> partition = new LivePartition<>(
                SimulatedLog.ID,
                SimulatedLog.reading(),
                LIMITS,
                false,
                new ReaderMeters("test", new SimpleMeterRegistry()));
        private final List<Long> delivered = new ArrayList<>();
        private long room;
        private boolean isLive;

        void deliversEveryRecordOnceAndInOrder(int before, int start, List<Event> events) {
            // Given
            for (var i = 0; i < before; i++) happen(Event.APPEND);
            log.liveFromHere();
            partition.open(() -> log.end(SimulatedLog.ID), from -> {});
            var from = Math.min(start, log.end(SimulatedLog.ID));
            var feed = feed(Start.cursor(from));

            // When
            var step = Feed.Step.AGAIN;
            for (var event : events) {
                if (event == Event.STEP && step != Feed.Step.DONE) step = step(feed);
                happen(event);
            }
            log.hand(10_000, partition);
            room = Long.MAX_VALUE;
            while (step != Feed.Step.DONE) step = step(feed);

            // Then
            assertThat(delivered).isEqualTo(log.offsetsOf("ours", from));
            assertThat(isLive).isTrue();
        }

        private Feed.Step step(Feed<StringValue> feed) {
            return feed.step(log, new LogLook<>(partition, log, topic -> SimulatedLog.reading()));
        }

        private void happen(Event event) {
            switch (event) {
                case APPEND -> log.append("ours", 0);
                case APPEND_OTHER -> log.append("other", 0);
                case APPEND_AFTER_GAP -> log.append("ours", 3);
                case READ_ONE -> log.hand(1, partition);
                case READ_MANY -> log.hand(20, partition);
                case ROOM -> room = room > 0 ? 0 : 10_000;
                default -> {}
            }
        }

        private Feed<StringValue> feed(Start<StringValue> start) {
            var watch = new Watch<>(SimulatedLog.TOPIC, Set.of(0), Set.of("ours"), start);
            var subscription = new KeyedSubscription<>(watch, 1, new Collecting(), closed -> {});
            return new Feed<>(subscription, partition, false);
        }

        private final class Collecting implements Subscriber<StringValue> {

            @Override
            public void onRecord(LiveRecord<StringValue> live) {
                delivered.add(live.offset());
            }

            @Override
            public long room() {
                return room;
            }

            @Override
            public void onLive() {
                isLive = true;
            }
        }
    }
}
