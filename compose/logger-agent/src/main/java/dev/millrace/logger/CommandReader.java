package dev.millrace.logger;

import dev.millrace.message.logger.LoggerCommand;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.serde.MessageSerdes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the commands that come from now on for one logger. One thread of its own; the rest is thread-safe. */
final class CommandReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final String logger;
    private final Consumer<LoggerCommand> obey;
    private final TopicPartition partition;
    private final KafkaConsumer<String, LoggerCommand> consumer;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Optional<String> failure = Optional.empty();
    private volatile boolean isClosed;

    private CommandReader(Cluster cluster, String logger, Consumer<LoggerCommand> obey) {
        var topic = cluster.topics().loggerCommands();
        this.logger = logger;
        this.obey = obey;
        this.partition = new TopicPartition(topic.name(), 0);
        var properties = cluster.clientProperties();
        properties.put("enable.auto.commit", false);
        properties.put("auto.offset.reset", "latest");
        properties.put("fetch.max.wait.ms", 100);
        this.consumer = new KafkaConsumer<>(
                properties, new StringDeserializer(), new MessageSerdes(cluster).deserializer(topic));
    }

    /** Returns once no later command can be missed. */
    static CommandReader start(Cluster cluster, String logger, Consumer<LoggerCommand> obey) {
        var reader = new CommandReader(cluster, logger, obey);
        reader.consumer.assign(List.of(reader.partition));
        reader.consumer.seekToEnd(List.of(reader.partition));
        reader.consumer.position(reader.partition);
        var thread = new Thread(reader::run, "logger-commands");
        thread.setDaemon(true);
        thread.start();
        return reader;
    }

    private void run() {
        try (consumer) {
            while (!isClosed) poll();
        } finally {
            ended.countDown();
        }
    }

    private void poll() {
        try {
            for (ConsumerRecord<String, LoggerCommand> next : consumer.poll(POLL)) take(next);
            failure = Optional.empty();
        } catch (WakeupException e) {
            // Closed.
        } catch (RecordDeserializationException e) {
            consumer.seek(partition, e.offset() + 1);
            failure = Optional.of("a command cannot be read: " + e.getMessage());
        } catch (KafkaException e) {
            failure = Optional.of("commands cannot be read: " + e.getMessage());
        }
    }

    private void take(ConsumerRecord<String, LoggerCommand> next) {
        if (next.value() == null || !logger.equals(next.key())) return;
        if (LoggerAgent.isExpired(next.value(), Duration.ofMillis(System.currentTimeMillis()))) return;
        obey.accept(next.value());
    }

    /** Why the last look for commands failed. */
    Optional<String> failure() {
        return failure;
    }

    @Override
    public void close() {
        isClosed = true;
        consumer.wakeup();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
