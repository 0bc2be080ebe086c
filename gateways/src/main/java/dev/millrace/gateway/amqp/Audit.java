package dev.millrace.gateway.amqp;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.live.Subscription;
import dev.millrace.part.Health;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at topics and exchanges beside those who carry between them, and counts what stands on either: by its own
 * reading of the topics, and by a queue of its own on every exchange.
 */
final class Audit implements Crossing {

    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final Duration UNTIL_LIVE = Duration.ofSeconds(15);
    private static final long BATCH_BYTES = 4 << 20;
    /** Each may be as large as a message may be: it is the hash of all of it that is compared. */
    private static final int PREFETCH = 16;

    private static final Map<String, Object> BOUND = Map.of("x-max-length-bytes", 256L << 20);

    private final List<Audited> audited;
    private final MessageIds ids;
    private final Platform platform;
    private final String queue;
    private final Link link;
    private final Thread thread;
    private final CountDownLatch live;
    private final AtomicInteger openings = new AtomicInteger();
    private @Nullable Inbox inbox;
    private List<Subscription> watching = List.of();
    private volatile boolean isClosing;

    Audit(List<Audited> audited, MessageIds ids, AmqpServer server, BridgeSettings settings, Platform platform) {
        this.audited = List.copyOf(audited);
        this.ids = ids;
        this.platform = platform;
        this.live = new CountDownLatch(audited.size());
        this.queue =
                platform.topics().namespace().qualify(settings.queues().prefix() + ".ledger." + platform.instance());
        this.link = new Link(server, "millrace " + platform.instance() + " ledger", this::setUp);
        this.thread = new Thread(this::run, "bridge-ledger");
        thread.setDaemon(true);
    }

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public Health health() {
        if (!thread.isAlive() && !isClosing) return Health.of(Health.State.DOWN, "has stopped");
        return link.health();
    }

    /** How often the exchanges have not been listened to for a while since the start. */
    int gaps() {
        return Math.max(0, openings.get() - 1);
    }

    @Override
    public void end() {
        isClosing = true;
    }

    @Override
    public void close() {
        end();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The queue outlives the AMQP broker's restart, and goes with its only consumer. */
    private String setUp(Connection connection, Channel channel, Map<String, String> oddities)
            throws IOException, TimeoutException {
        channel.queueDeclare(queue, true, false, true, BOUND);
        for (var each : audited) {
            var exchange = Exchange.ensure(connection, each.line().exchange(), oddities);
            for (var key : exchange.bindingKeys()) channel.queueBind(queue, exchange.name(), key);
        }
        channel.basicQos(PREFETCH);
        var box = new Inbox(channel, Integer.MAX_VALUE, platform.clock());
        channel.basicConsume(queue, false, box);
        inbox = box;
        openings.incrementAndGet();
        watch();
        return "";
    }

    private void watch() throws IOException {
        if (watching.isEmpty()) {
            watching = audited.stream()
                    .map(each -> each.watch(platform, live::countDown))
                    .toList();
        }
        try {
            if (!live.await(UNTIL_LIVE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("the topics cannot be read yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void run() {
        try {
            while (!isClosing) round();
        } catch (InterruptedException e) {
            LOG.debug("interrupted", e);
        } finally {
            watching.forEach(Subscription::close);
            link.close();
        }
    }

    private void round() throws InterruptedException {
        var channel = link.channel();
        var box = inbox;
        if (channel.isEmpty() || box == null) {
            TimeUnit.MILLISECONDS.sleep(WAIT.toMillis());
            return;
        }
        try {
            var delivered = box.take(BATCH_BYTES, WAIT);
            for (var each : delivered) hear(each);
            if (!delivered.isEmpty()) {
                channel.get()
                        .basicAck(delivered.get(delivered.size() - 1).envelope().getDeliveryTag(), true);
            } else if (box.isEnded()) {
                link.lost(channel.get().getCloseReason());
            }
        } catch (IOException | AlreadyClosedException e) {
            inbox = null;
            link.lost(e);
        }
    }

    private void hear(Inbox.Delivered delivered) {
        var direction = ids.isOurs(delivered.properties().getMessageId())
                ? Line.Direction.TO_EXCHANGE
                : Line.Direction.TO_TOPIC;
        var exchange = delivered.envelope().getExchange();
        for (var each : audited) {
            var line = each.line();
            if (line.exchange().equals(exchange) && line.direction() == direction) {
                each.hear(delivered, platform.clock().get());
            }
        }
    }
}
