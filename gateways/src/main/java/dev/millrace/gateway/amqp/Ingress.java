package dev.millrace.gateway.amqp;

import com.google.protobuf.Message;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.amqp.Inbox.Delivered;
import dev.millrace.gateway.live.IntakeRefused;
import dev.millrace.part.Health;
import dev.millrace.topic.Topic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the messages of an exchange to a topic, in their order: takes some, writes them, awaits Kafka's word for all
 * of them, and only then acknowledges them. Of several gateways one does it, another when that is gone.
 *
 * <p>Messages of this platform are dropped, and so are repetitions: those with an id that was seen with the same body,
 * and of those without an id what the AMQP broker delivers again and the topic ends with.
 */
final class Ingress<V extends Message> implements Crossing {

    private static final Logger LOG = LoggerFactory.getLogger(Ingress.class);
    /** What the sessions of records from exchanges begin with. */
    static final String SESSION = "amqp-";

    private static final Duration WAIT = Duration.ofMillis(100);
    /** For what is delivered again, which comes all at once, but may be large. */
    private static final Duration AGAIN_WAIT = Duration.ofSeconds(2);

    private static final long BATCH_BYTES = 4 << 20;
    private static final int SEEN = 8192;
    private final Topic<V> topic;
    private final Reader<V> reader;
    private final Line line;
    private final IngressQueue queue;
    private final Prefetch prefetch;
    private final MessageIds ids;
    private final Platform platform;
    private final Refusals refusals;
    private final BridgeMeters meters;
    private final String session;
    private final SeenMessages seen = new SeenMessages(SEEN);
    private final Link link;
    private final Thread thread;
    private final Tail<V> tail;
    private @Nullable Inbox inbox;
    /** What came last, until it was said that nothing follows. */
    private @Nullable Incoming last;

    private volatile boolean isClosing;

    Ingress(
            Topic<V> topic,
            Reader<V> reader,
            Line line,
            IngressQueue queue,
            Prefetch prefetch,
            MessageIds ids,
            AmqpServer server,
            Platform platform) {
        this.topic = topic;
        this.reader = reader;
        this.line = line;
        this.queue = queue;
        this.prefetch = prefetch;
        this.ids = ids;
        this.platform = platform;
        this.meters = new BridgeMeters(platform.meters(), line);
        this.refusals = new Refusals(platform, line, meters);
        this.session = SESSION + platform.instance();
        this.tail = new Tail<>(topic, reader, prefetch, platform);
        this.link = new Link(server, "millrace " + platform.instance() + " from " + line.exchange(), this::setUp);
        this.thread = new Thread(this::run, "bridge-from-" + line.exchange());
        thread.setDaemon(true);
    }

    @Override
    public String name() {
        return line.exchange() + " to_topic";
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

    @Override
    public void end() {
        isClosing = true;
    }

    @Override
    public void close() {
        end();
        try {
            thread.join(15_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String setUp(Connection connection, Channel channel, Map<String, String> oddities)
            throws IOException, TimeoutException {
        // What the first message finds unknown would have to be delivered again.
        platform.exact().prepare(List.of(topic, platform.topics().deadLetters()));
        var exchange = Exchange.ensure(connection, line.exchange(), oddities);
        queue.ensure(connection, exchange);
        channel.basicQos(prefetch.messages());
        var box = new Inbox(channel, prefetch.largest(), platform.clock());
        queue.consume(channel, box);
        tail.read(seen);
        inbox = box;
        return exchange.oddity();
    }

    private void run() {
        try {
            while (!isClosing) round();
            sayQuiet();
        } catch (InterruptedException e) {
            LOG.debug("interrupted", e);
        } finally {
            link.close();
        }
    }

    private void round() throws InterruptedException {
        var channel = link.channel();
        var box = inbox;
        if (channel.isEmpty() || box == null) {
            TimeUnit.MILLISECONDS.sleep(WAIT.toMillis());
            sayQuiet();
            return;
        }
        try {
            var delivered = take(box);
            if (delivered.isEmpty()) sayQuiet();
            if (!delivered.isEmpty()) carry(channel.get(), delivered);
            else if (box.isEnded()) link.lost(channel.get().getCloseReason());
        } catch (IOException | AlreadyClosedException | IntakeRefused e) {
            inbox = null;
            link.lost(e);
        }
    }

    /** Nothing has come for a while, or will. Where Kafka does not take the word, it is said again. */
    private void sayQuiet() {
        var heard = last;
        if (heard == null) return;
        try {
            reader.whenQuiet(heard)
                    .ifPresent(said -> platform.exact()
                            .send(topic, said.key(), said.value())
                            .join());
            last = null;
        } catch (CompletionException e) {
            LOG.debug("Kafka was not told that an exchange is quiet", e);
        }
    }

    /** Some; at first all that is delivered again, which is no more than may be unacknowledged. */
    private List<Delivered> take(Inbox box) throws InterruptedException {
        var taken = box.take(BATCH_BYTES, WAIT);
        if (!tail.isAwaited()) return taken;
        var all = new ArrayList<>(taken);
        while (!taken.isEmpty()
                && all.size() < prefetch.messages()
                && all.get(all.size() - 1).envelope().isRedeliver()) {
            taken = box.take(BATCH_BYTES, AGAIN_WAIT);
            all.addAll(taken);
        }
        return all;
    }

    /** One message that was read. */
    private record Heard<V>(Incoming message, Delivered delivered, Arrived<V> arrived, long fingerprint) {

        boolean isAgain() {
            return delivered.envelope().isRedeliver() && arrived instanceof Arrived.Taken;
        }
    }

    /**
     * One message on its way to Kafka.
     *
     * @param kept completes when Kafka has it, with what then stands on the topic
     */
    private record Underway(long fingerprint, CompletableFuture<Tally> kept) {}

    private void carry(Channel channel, List<Delivered> delivered) throws IOException {
        var now = platform.clock().get();
        var heard = hear(delivered);
        var repeats = repeats(heard);
        var underway = new ArrayList<Underway>();
        for (var each : heard) {
            if (repeats.contains(each) || isNamedAsBefore(each, underway)) repeated();
            else underway.add(new Underway(each.fingerprint, keep(each)));
            if (isRefused(underway)) break;
        }
        awaitKept(underway, now);
        acknowledge(channel, delivered.get(delivered.size() - 1));
    }

    private static boolean isRefused(List<Underway> underway) {
        return !underway.isEmpty() && underway.get(underway.size() - 1).kept.isCompletedExceptionally();
    }

    /** Of every message, so that none is counted or remembered as less than it became; then fails if one did. */
    private void awaitKept(List<Underway> underway, Instant now) {
        var sum = Tally.NONE;
        @Nullable CompletionException failure = null;
        for (var each : underway) {
            try {
                sum = sum.plus(each.kept.join());
                seen.add(each.fingerprint);
            } catch (CompletionException e) {
                if (failure == null) failure = e;
            }
        }
        if (sum.count() > 0) line.carried().add(sum, now);
        meters.carried(sum);
        if (failure == null) return;
        throw failure.getCause() instanceof IntakeRefused refused ? refused : failure;
    }

    private List<Heard<V>> hear(List<Delivered> delivered) {
        var heard = new ArrayList<Heard<V>>();
        for (var each : delivered) {
            if (ids.isOurs(each.properties().getMessageId())) meters.own();
            else heard.add(hear(each));
        }
        return heard;
    }

    private Heard<V> hear(Delivered delivered) {
        var message = incoming(line.exchange(), delivered, session);
        if (delivered.isCut()) {
            var refused =
                    tooLarge("a message of " + delivered.size() + " bytes, of " + prefetch.largest() + " at most");
            return new Heard<>(message, delivered, refused, Tally.hash(message.body()));
        }
        last = message;
        var arrived = reader.read(message);
        var fingerprint = arrived instanceof Arrived.Taken<V> taken
                ? tail.fingerprint(taken.value())
                : Tally.hash(message.body());
        return new Heard<>(message, delivered, arrived, fingerprint);
    }

    /** Of what is delivered again, once after each connection. */
    private Set<Heard<V>> repeats(List<Heard<V>> heard) {
        if (!tail.isAwaited()) return Set.of();
        var again = heard.stream().filter(Heard::isAgain).toList();
        return tail.among(again.stream().map(Heard::fingerprint).toList()).stream()
                .mapToObj(again::get)
                .collect(Collectors.toCollection(() -> Collections.newSetFromMap(new IdentityHashMap<>())));
    }

    private boolean isNamedAsBefore(Heard<V> heard, List<Underway> underway) {
        var isNamed = !heard.message.messageId().isEmpty() && heard.arrived instanceof Arrived.Taken;
        return isNamed && (seen.has(heard.fingerprint) || isIn(underway, heard.fingerprint));
    }

    private CompletableFuture<Tally> keep(Heard<V> heard) {
        if (heard.arrived instanceof Arrived.Taken<V> taken) return write(heard.message, taken);
        return refusals.keep(heard.message, heard.delivered.size(), (Arrived.Refused<V>) heard.arrived);
    }

    /** An acknowledgement is not answered; what is asked after it is, once the broker has taken both. */
    private void acknowledge(Channel channel, Delivered upTo) throws IOException {
        channel.basicAck(upTo.envelope().getDeliveryTag(), true);
        channel.queueDeclarePassive(queue.name());
        tail.settled();
    }

    private void repeated() {
        meters.repeated();
        line.carried().repeat();
    }

    private static boolean isIn(List<Underway> underway, long fingerprint) {
        return underway.stream().anyMatch(each -> each.fingerprint == fingerprint);
    }

    /** A record that no broker will ever take becomes a dead letter, lest it stand in the way of all others. */
    private CompletableFuture<Tally> write(Incoming message, Arrived.Taken<V> taken) {
        return platform.exact()
                .send(topic, taken.key(), taken.value())
                .thenApply(at -> {
                    tail.written(at.offset());
                    return Tally.of(reader.content(taken.value()));
                })
                .exceptionallyCompose(
                        failure -> failure.getCause() instanceof IntakeRefused refused && !refused.isWeather()
                                ? refusals.keep(message, message.body().length, tooLarge(refused.getMessage()))
                                : CompletableFuture.failedFuture(failure));
    }

    private Arrived.Refused<V> tooLarge(@Nullable String why) {
        return new Arrived.Refused<>("too-large", String.valueOf(why));
    }

    static Incoming incoming(String exchange, Delivered delivered, String session) {
        var properties = delivered.properties();
        return new Incoming(
                exchange,
                delivered.body(),
                Objects.requireNonNullElse(properties.getMessageId(), ""),
                Objects.requireNonNullElse(properties.getContentType(), ""),
                Objects.requireNonNullElse(properties.getHeaders(), Map.of()),
                TimeUnit.SECONDS.toNanos(delivered.at().getEpochSecond())
                        + delivered.at().getNano(),
                session);
    }
}
