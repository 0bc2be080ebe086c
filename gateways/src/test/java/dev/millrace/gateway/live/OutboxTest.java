package dev.millrace.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.part.ByteSize;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.eclipse.jetty.websocket.api.Callback;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void shouldSendAtOnceWhileTheSocketTakesMessages() {
        // Given
        var socket = new StubbornSocket();
        socket.isOpen = true;
        var outbox = outboxes(Overflow.DROP_OLDEST).open(socket);

        // When
        for (var i = 0; i < 100_000; i++) outbox.offer(Payload.text("m"));

        // Then
        assertThat(socket.sent).hasSize(100_000);
        assertThat(outbox.dropped()).isZero();
    }

    @Test
    void shouldWriteAFewMessagesAtATimeAndGoOnWhenOneIsWritten() {
        // Given
        var socket = new StubbornSocket();
        var outbox = outboxes(Overflow.DROP_OLDEST).open(socket);
        for (var i = 0; i < 20; i++) outbox.offer(Payload.text("m" + i));
        var before = socket.sent.size();

        // When
        socket.written();

        // Then
        assertThat(before).isEqualTo(8);
        assertThat(socket.sent).hasSize(9).endsWith("m8");
    }

    @Test
    void shouldTellHowManyMessagesWereLost() {
        // Given
        var socket = new StubbornSocket();
        var outbox = outboxes(Overflow.DROP_OLDEST).open(socket).telling(lost -> Payload.text("lost " + lost));
        for (var i = 0; i < 12; i++) outbox.offer(Payload.text("m".repeat(400)));

        // When
        socket.open();

        // Then
        assertThat(socket.sent.get(8)).isEqualTo("lost 2");
        assertThat(socket.sent).hasSize(11);
        assertThat(outbox.dropped()).isEqualTo(2);
        assertThat(meters.get("millrace.outbox.dropped").functionCounter().count())
                .isEqualTo(2);
    }

    @Test
    void shouldCloseSocketThatMayNotLoseMessages() {
        // Given
        var socket = new StubbornSocket();
        var outbox = outboxes(Overflow.NEVER_DROP).open(socket);

        // When
        for (var i = 0; i < 12; i++) outbox.offer(Payload.text("m".repeat(400)));

        // Then
        assertThat(socket.closes).containsExactly(1013);
        assertThat(outbox.offer(Payload.text("more"))).isFalse();
    }

    @Test
    void shouldLeaveOutWhatIsOverBeforeItsTurnComes() {
        // Given
        var socket = new StubbornSocket();
        var outbox = outboxes(Overflow.NEVER_DROP).oneAtATime().open(socket);
        outbox.offer(Payload.text("being written"));
        outbox.offer(Payload.text("stale").until(System.nanoTime()));
        outbox.offer(Payload.text("good")
                .until(System.nanoTime() + Duration.ofHours(1).toNanos()));

        // When
        socket.open();

        // Then
        assertThat(socket.sent).containsExactly("being written", "good");
        assertThat(socket.closes).isEmpty();
        assertThat(outbox.dropped()).isEqualTo(1);
        assertThat(meters.get("millrace.outbox.waiting.bytes").gauge().value()).isZero();
    }

    @Test
    void shouldSendWhatWaitsBeforeItFinishes() {
        // Given
        var socket = new StubbornSocket();
        var outbox = outboxes(Overflow.NEVER_DROP).open(socket);
        outbox.offer(Payload.text("first"));
        outbox.offer(Payload.text("last"));

        // When
        outbox.finish(1001, "going away");
        var closedEarly = !socket.closes.isEmpty();
        socket.open();

        // Then
        assertThat(closedEarly).isFalse();
        assertThat(socket.sent).containsExactly("first", "last");
        assertThat(socket.closes).containsExactly(1001);
    }

    @Test
    void shouldHoldNothingOnceClosed() {
        // Given
        var outboxes = outboxes(Overflow.DROP_OLDEST);
        var outbox = outboxes.open(new StubbornSocket());
        for (var i = 0; i < 12; i++) outbox.offer(Payload.text("m".repeat(100)));

        // When
        outbox.close();

        // Then
        assertThat(outboxes.count()).isZero();
        assertThat(meters.get("millrace.outbox.waiting.bytes").gauge().value()).isZero();
    }

    @Test
    void shouldKeepOrderWhenManyWritesEndOnAnotherThread() {
        // Given
        var io = Executors.newSingleThreadExecutor();
        var socket = new ThreadedSocket(io);
        var outbox = new Outboxes("test", Overflow.NEVER_DROP, ByteSize.parse("64MiB"), meters).open(socket);

        // When
        for (var i = 0; i < 20_000; i++) outbox.offer(Payload.text(Integer.toString(i)));

        // Then
        Awaitility.await().until(() -> socket.sent.size() == 20_000);
        assertThat(socket.sent)
                .isEqualTo(
                        IntStream.range(0, 20_000).mapToObj(Integer::toString).toList());
        io.shutdown();
    }

    private Outboxes outboxes(Overflow overflow) {
        return new Outboxes("test", overflow, new ByteSize(1000), meters);
    }

    /** A socket that ends a write when told. */
    private static final class StubbornSocket implements Channel {

        final List<String> sent = new ArrayList<>();
        final List<Integer> closes = new ArrayList<>();
        final ArrayDeque<Callback> writes = new ArrayDeque<>();
        boolean isOpen;

        @Override
        public void send(Payload payload, Callback callback) {
            sent.add(payload.text());
            if (isOpen) callback.succeed();
            else writes.add(callback);
        }

        @Override
        public void close(int code, String reason) {
            closes.add(code);
        }

        void written() {
            writes.remove().succeed();
        }

        void open() {
            isOpen = true;
            while (!writes.isEmpty()) written();
        }
    }

    /** A socket whose writes end at any time, on its own thread. */
    private static final class ThreadedSocket implements Channel {

        final List<String> sent = Collections.synchronizedList(new ArrayList<>());
        private final ExecutorService io;

        ThreadedSocket(ExecutorService io) {
            this.io = io;
        }

        @Override
        public void send(Payload payload, Callback callback) {
            ByteBuffer content = payload.content();
            sent.add(StandardCharsets.UTF_8.decode(content).toString());
            io.execute(callback::succeed);
        }

        @Override
        public void close(int code, String reason) {}
    }
}
