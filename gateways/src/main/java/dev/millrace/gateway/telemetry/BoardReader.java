package dev.millrace.gateway.telemetry;

import dev.millrace.gateway.live.LiveReader;
import dev.millrace.gateway.live.LiveRecord;
import dev.millrace.gateway.live.Start;
import dev.millrace.gateway.live.Subscriber;
import dev.millrace.gateway.live.Subscription;
import dev.millrace.gateway.live.Watch;
import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.message.telemetry.TelemetryState;
import dev.millrace.part.Health;
import dev.millrace.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Brings telemetry to the board: the state of every vehicle, the newest readings, and then each as it is made.
 * Thread-safe.
 */
final class BoardReader implements AutoCloseable {

    private static final int SUBSCRIPTIONS = 2;

    private final Board board;
    private final LiveReader reader;
    private final Topics topics;
    private final AtomicInteger live = new AtomicInteger();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private volatile String failure = "";

    BoardReader(Board board, LiveReader reader, Topics topics) {
        this.board = board;
        this.reader = reader;
        this.topics = topics;
    }

    synchronized void start() {
        subscriptions.add(reader.subscribe(Watch.all(topics.telemetryStates(), Start.cursor(0)), new States()));
        subscriptions.add(
                reader.subscribe(Watch.all(topics.telemetryRecords(), Start.tail(Board.kept())), new Records()));
    }

    Health health() {
        if (!failure.isEmpty()) return Health.of(Health.State.DOWN, failure);
        return board.isLive() ? Health.ready() : Health.of(Health.State.STARTING, "the newest readings are being read");
    }

    @Override
    public synchronized void close() {
        subscriptions.forEach(Subscription::close);
        subscriptions.clear();
    }

    private abstract class Part<V> implements Subscriber<V> {
        @Override
        public void onLive() {
            if (live.incrementAndGet() == SUBSCRIPTIONS) board.live();
        }

        @Override
        public void onFailure(RuntimeException cause) {
            failure = "reading telemetry failed: " + cause;
        }
    }

    private final class States extends Part<TelemetryState> {
        @Override
        public void onRecord(LiveRecord<TelemetryState> state) {
            board.state(state.key(), VehicleState.of(state.value()));
        }
    }

    private final class Records extends Part<TelemetryRecord> {
        @Override
        public void onRecord(LiveRecord<TelemetryRecord> reading) {
            board.show(reading.key(), reading.value());
        }
    }
}
