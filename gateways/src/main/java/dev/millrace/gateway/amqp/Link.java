package dev.millrace.gateway.amqp;

import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.millrace.part.Backoff;
import dev.millrace.part.Health;
import dev.millrace.part.LogThrottle;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the AMQP broker with one channel, opened again after growing pauses when it is lost. Used by one
 * thread; {@link #health} may be asked by any.
 */
final class Link implements AutoCloseable {

    /** Sets a new channel up: exchanges, queues, consumers. */
    @FunctionalInterface
    interface Setup {
        /**
         * @param oddities what is known of exchanges that ended a connection when they were asked about, by name
         * @return what is odd about what was found; empty when nothing is
         */
        String on(Connection connection, Channel channel, Map<String, String> oddities)
                throws IOException, TimeoutException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));
    private static final Duration UNTIL_ASKED_AGAIN = Duration.ofSeconds(2);

    private final AmqpServer server;
    private final String name;
    private final Setup setup;
    private final Map<String, String> oddities = new HashMap<>();
    private final LogThrottle throttle = new LogThrottle();
    private @Nullable Connection connection;
    private @Nullable Channel channel;
    private int failures;
    private long dueAt = System.nanoTime();
    private volatile String blocked = "";
    private volatile Health health = Health.of(Health.State.DEGRADED, "not connected yet");

    Link(AmqpServer server, String name, Setup setup) {
        this.server = server;
        this.name = name;
        this.setup = setup;
    }

    /** The open channel; empty while there is none, or the broker takes nothing. */
    Optional<Channel> channel() {
        var open = channel;
        if (open != null && !open.isOpen()) {
            lost(open.getCloseReason());
            open = null;
        }
        if (open == null && System.nanoTime() - dueAt >= 0) open = open();
        return blocked.isEmpty() ? Optional.ofNullable(open) : Optional.empty();
    }

    private @Nullable Channel open() {
        try {
            var to = connected();
            var fresh = to.createChannel();
            if (fresh == null) throw new IOException("no channel is left");
            var oddity = setup.on(to, fresh, oddities);
            // The next connection asks again: exchanges are put right.
            oddities.clear();
            channel = fresh;
            failures = 0;
            health = oddity.isEmpty() ? Health.ready() : Health.of(Health.State.DEGRADED, oddity);
            return fresh;
        } catch (Standby e) {
            health = Health.of(Health.State.READY, "another gateway does this");
            dueAt = System.nanoTime() + UNTIL_ASKED_AGAIN.toNanos();
        } catch (IOException | TimeoutException | RuntimeException e) {
            lost(e);
        }
        return null;
    }

    private Connection connected() throws IOException, TimeoutException {
        var known = connection;
        if (known != null && known.isOpen()) return known;
        var fresh = server.connect(name);
        blocked = "";
        fresh.addBlockedListener(new BlockedListener() {
            @Override
            public void handleBlocked(String reason) {
                blocked = "the AMQP broker takes nothing now: " + reason;
            }

            @Override
            public void handleUnblocked() {
                blocked = "";
            }
        });
        connection = fresh;
        return fresh;
    }

    /** Gives the connection up; the broker takes back what it has not been told to forget. */
    void lost(@Nullable Throwable cause) {
        abort();
        failures++;
        dueAt = System.nanoTime()
                + BACKOFF.wait(failures, ThreadLocalRandom.current()).toNanos();
        var why = cause == null ? "closed" : ReplyCode.text(cause);
        health = Health.of(Health.State.DEGRADED, server + ": " + why);
        throttle.log(count -> LOG.atWarn()
                .addKeyValue("link", name)
                .addKeyValue("server", server)
                .addKeyValue("cause", why)
                .addKeyValue("count", count)
                .log("an AMQP connection is lost, and opened again"));
    }

    private void abort() {
        channel = null;
        var known = connection;
        connection = null;
        blocked = "";
        if (known != null) known.abort(1_000);
    }

    Health health() {
        return blocked.isEmpty() ? health : Health.of(Health.State.DEGRADED, blocked);
    }

    @Override
    public void close() {
        abort();
    }
}
