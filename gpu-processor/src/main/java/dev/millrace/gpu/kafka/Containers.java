package dev.millrace.gpu.kafka;

import com.google.protobuf.Message;
import dev.millrace.part.LogThrottle;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.RecordLimits;
import dev.millrace.topic.Topic;
import dev.millrace.topic.serde.MessageSerdes;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.support.TopicPartitionOffset;

/**
 * Makes the listener containers of a worker, and its producer. A container polls on a thread of its own whatever its
 * listener does, takes partitions, pauses and goes where it is told. What a listener throws is a bug, and ends the worker.
 */
public final class Containers {

    private static final Logger LOG = LoggerFactory.getLogger(Containers.class);
    private static final long POLL_MS = 20;

    private final Cluster cluster;
    private final Consumer<Throwable> onBug;

    /** @param onBug told of what a listener throws; its container then stops */
    public Containers(Cluster cluster, Consumer<Throwable> onBug) {
        this.cluster = cluster;
        this.onBug = onBug;
    }

    /** Reads all partitions of a topic, each from where {@code start} says; belongs to no group. */
    public KafkaMessageListenerContainer<String, byte[]> following(
            Topic<?> topic, IntFunction<TopicPartitionOffset> start, BatchMessageListener<String, byte[]> listener) {
        var starts = IntStream.range(0, cluster.partitions().of(topic.spread()))
                .mapToObj(start)
                .toArray(TopicPartitionOffset[]::new);
        var properties = new ContainerProperties(starts);
        return container(topic.plainName(), properties, "earliest", Map.of(), listener);
    }

    /**
     * Reads the partitions of a topic that fall to this member of a group. No offsets are committed: where reading begins
     * is the listener's business.
     *
     * @param session after how long without a sign of life this member's partitions go to others
     */
    public KafkaMessageListenerContainer<String, byte[]> sharing(
            Topic<?> topic, String group, Duration session, BatchMessageListener<String, byte[]> listener) {
        var properties = new ContainerProperties(topic.name());
        properties.setGroupId(group);
        Map<String, Object> member = Map.of(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName(),
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                Math.toIntExact(session.toMillis()),
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                Math.toIntExact(session.toMillis() / 4));
        return container(topic.plainName(), properties, "latest", member, listener);
    }

    private KafkaMessageListenerContainer<String, byte[]> container(
            String name,
            ContainerProperties properties,
            String reset,
            Map<String, Object> further,
            BatchMessageListener<String, byte[]> listener) {
        properties.setMessageListener(listener);
        properties.setAckMode(ContainerProperties.AckMode.MANUAL);
        properties.setPollTimeout(POLL_MS);
        properties.setPollTimeoutWhilePaused(Duration.ofMillis(POLL_MS));
        properties.setShutdownTimeout(5_000);
        var consumer = cluster.clientProperties();
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, reset);
        consumer.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
        consumer.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20);
        consumer.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
        consumer.putAll(further);
        var container = new KafkaMessageListenerContainer<>(
                new DefaultKafkaConsumerFactory<>(consumer, new StringDeserializer(), new ByteArrayDeserializer()),
                properties);
        container.setBeanName(name);
        container.setCommonErrorHandler(new Weathering());
        return container;
    }

    /** Sends at once, and gives up soon: a picture is worthless when late. */
    public KafkaProducer<String, Message> producer(MessageSerdes serdes, long inFlightBytes) {
        var properties = producerOf(inFlightBytes);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 200);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 4_000);
        return new KafkaProducer<>(properties, new StringSerializer(), serdes.serializer());
    }

    /** Sends at once, and tries long; who sends waits while too much is in flight. */
    public KafkaProducer<String, Message> patientProducer(MessageSerdes serdes, long inFlightBytes) {
        var properties = producerOf(inFlightBytes);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 60_000);
        return new KafkaProducer<>(properties, new StringSerializer(), serdes.serializer());
    }

    private Map<String, Object> producerOf(long inFlightBytes) {
        var properties = cluster.clientProperties();
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, RecordLimits.RECORD_BYTES);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, inFlightBytes + 2L * RecordLimits.RECORD_BYTES);
        properties.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, 3_600_000L);
        properties.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
        return properties;
    }

    /** What a listener throws is a bug; what polling throws is weather, and the container polls on. */
    private final class Weathering implements CommonErrorHandler {

        private final LogThrottle quiet = new LogThrottle();

        @Override
        public void handleBatch(
                Exception thrown,
                ConsumerRecords<?, ?> data,
                org.apache.kafka.clients.consumer.Consumer<?, ?> consumer,
                MessageListenerContainer container,
                Runnable invokeListener) {
            onBug.accept(thrown);
        }

        @Override
        public void handleOtherException(
                Exception thrown,
                org.apache.kafka.clients.consumer.Consumer<?, ?> consumer,
                MessageListenerContainer container,
                boolean batchListener) {
            quiet.log(count -> LOG.atWarn()
                    .addKeyValue("reader", container.getListenerId())
                    .addKeyValue("cause", thrown.toString())
                    .addKeyValue("count", count)
                    .log("reading fails"));
        }
    }
}
