package dev.millrace.gateway.amqp;

import com.google.protobuf.Message;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import dev.millrace.gateway.Platform;
import dev.millrace.part.Health;
import dev.millrace.part.LogThrottle;
import dev.millrace.topic.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the records of a topic to an exchange: reads some, sends them, awaits the AMQP broker's word for all of them,
 * and only then moves on. While that broker is away it reads nothing.
 *
 * <p>The gateways of a platform share the topic's partitions as one consumer group. What was sent and not confirmed is
 * sent again, with the same ids.
 */
final class Egress<V extends Message> implements Crossing {

    private static final Logger LOG = LoggerFactory.getLogger(Egress.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Topic<V> topic;
    private final Departure<V> departure;
    private final Line line;
    private final MessageIds ids;
    private final BridgeSettings settings;
    private final Platform platform;
    private final BridgeMeters meters;
    private final Deserializer<V> deserializer;
    private final Link link;
    private final LogThrottle throttle = new LogThrottle();
    private final Thread thread;
    private volatile String reading = "";
    private volatile boolean isClosing;

    Egress(
            Topic<V> topic,
            Departure<V> departure,
            Line line,
            MessageIds ids,
            AmqpServer server,
            BridgeSettings settings,
            Platform platform) {
        this.topic = topic;
        this.departure = departure;
        this.line = line;
        this.ids = ids;
        this.settings = settings;
        this.platform = platform;
        this.meters = new BridgeMeters(platform.meters(), line);
        this.deserializer = platform.serdes().deserializer(topic);
        this.link = new Link(server, "millrace " + platform.instance() + " to " + line.exchange(), this::setUp);
        this.thread = new Thread(this::run, "bridge-to-" + line.exchange());
        thread.setDaemon(true);
    }

    private String setUp(Connection connection, Channel channel, Map<String, String> oddities)
            throws IOException, TimeoutException {
        var exchange = Exchange.ensure(connection, line.exchange(), oddities);
        channel.confirmSelect();
        return exchange.oddity();
    }

    @Override
    public String name() {
        return line.exchange() + " to_exchange";
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public Health health() {
        if (!thread.isAlive() && !isClosing) return Health.of(Health.State.DOWN, "has stopped");
        return reading.isEmpty() ? link.health() : Health.of(Health.State.DEGRADED, reading);
    }

    @Override
    public void end() {
        isClosing = true;
    }

    @Override
    public void close() {
        end();
        try {
            thread.join(settings.confirmWithin().toMillis() + 5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var began = platform.brokers().now();
        try (var consumer = EgressConsumer.open(topic, platform)) {
            while (!isClosing) round(consumer, began);
        } catch (InterruptException e) {
            LOG.debug("interrupted", e);
        } finally {
            link.close();
        }
    }

    private void round(KafkaConsumer<byte[], byte[]> consumer, Instant began) {
        try {
            var channel = link.channel();
            if (channel.isEmpty()) consumer.pause(consumer.assignment());
            else consumer.resume(consumer.paused());
            var records = poll(consumer, began);
            if (records.isEmpty()) {
                reading = "";
                return;
            }
            if (channel.isPresent() && isSent(channel.get(), records)) commit(consumer, records);
            else rewind(consumer, records);
        } catch (InterruptException e) {
            throw e;
        } catch (WakeupException e) {
            // Only the closing wakes it.
        } catch (KafkaException e) {
            reading = "reading " + topic + " fails: " + e.getMessage();
            throttle.log(count -> LOG.atWarn()
                    .addKeyValue("topic", topic)
                    .addKeyValue("cause", e.toString())
                    .addKeyValue("count", count)
                    .log("the bridge cannot read"));
        }
    }

    /** Records to carry; none where the partitions had to be put to a place first. */
    private ConsumerRecords<byte[], byte[]> poll(KafkaConsumer<byte[], byte[]> consumer, Instant began) {
        try {
            return consumer.poll(POLL);
        } catch (NoOffsetForPartitionException e) {
            EgressConsumer.begin(consumer, e.partitions(), began);
        } catch (OffsetOutOfRangeException e) {
            meters.refused("expired");
            consumer.seekToBeginning(e.partitions());
        }
        return ConsumerRecords.empty();
    }

    private boolean isSent(Channel channel, ConsumerRecords<byte[], byte[]> records) {
        var sum = Tally.NONE;
        try {
            for (var record : records) sum = sum.plus(send(channel, record));
            if (sum.count() > 0)
                channel.waitForConfirmsOrDie(settings.confirmWithin().toMillis());
        } catch (IOException | TimeoutException | AlreadyClosedException e) {
            link.lost(e);
            return false;
        } catch (ShutdownSignalException e) {
            link.lost(e);
            return false;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        if (sum.count() == 0) return true;
        line.carried().add(sum, platform.clock().get());
        meters.carried(sum);
        return true;
    }

    private Tally send(Channel channel, ConsumerRecord<byte[], byte[]> record) throws IOException {
        var sum = Tally.NONE;
        var index = 0;
        for (var message : messages(record)) {
            var id = ids.of(topic.name(), record.partition(), record.offset(), index++);
            channel.basicPublish(line.exchange(), "", message.properties(id, settings.persistent()), message.body());
            sum = sum.plus(Tally.of(message.body()));
        }
        return sum;
    }

    private List<Outgoing> messages(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) return List.of();
        try {
            var key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
            return departure.of(key, Objects.requireNonNull(deserializer.deserialize(topic.name(), record.value())));
        } catch (SerializationException e) {
            meters.refused("unreadable");
            return List.of();
        }
    }

    /** What is not committed, because the group has moved on, is sent again with the same ids. */
    private void commit(KafkaConsumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
        consumer.commitSync(records.nextOffsets());
        reading = "";
    }

    private static void rewind(KafkaConsumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
        for (var partition : records.partitions()) {
            if (!consumer.assignment().contains(partition)) continue;
            consumer.seek(partition, records.records(partition).get(0).offset());
        }
    }
}
