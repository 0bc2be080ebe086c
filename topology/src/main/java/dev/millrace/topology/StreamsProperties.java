package dev.millrace.topology;

import dev.millrace.topic.Cluster;
import dev.millrace.topic.RecordLimits;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** What Kafka Streams is told: exactly once, soon, and never silently skipping anything. */
final class StreamsProperties {

    private StreamsProperties() {}

    static Properties of(
            String applicationId,
            Cluster cluster,
            TopologySettings settings,
            TopologyDefinition.Pace pace,
            Path stateDirectory,
            DeadLetters deadLetters) {
        var properties = new Properties();
        properties.putAll(cluster.clientProperties());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        properties.put(Configured.DEAD_LETTERS, deadLetters);
        exactlyOnce(properties, settings, pace);
        errors(properties);
        sizes(properties, cluster);
        return properties;
    }

    private static void exactlyOnce(Properties properties, TopologySettings settings, TopologyDefinition.Pace pace) {
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(
                StreamsConfig.GROUP_PROTOCOL_CONFIG,
                settings.groupProtocol().name().toLowerCase(Locale.ROOT));
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbyReplicas());
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                settings.commitInterval(pace).toMillis());
        properties.put(StreamsConfig.POLL_MS_CONFIG, settings.poll().toMillis());
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        var takeover = (int) settings.takeover().toMillis();
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), takeover);
        if (settings.groupProtocol() == TopologySettings.GroupProtocol.CLASSIC) {
            properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), takeover);
            properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), takeover / 4);
        }
    }

    private static void errors(Properties properties) {
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeserializationPolicy.class);
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, ProcessingPolicy.class);
        properties.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, ProductionPolicy.class);
    }

    private static void sizes(Properties properties, Cluster cluster) {
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) cluster.replication());
        properties.put(
                StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG),
                Integer.toString(Math.max(1, cluster.replication() - 1)));
        properties.put(
                StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
                Integer.toString(RecordLimits.RECORD_BYTES));
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), RecordLimits.RECORD_BYTES);
        properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
                RecordLimits.RECORD_BYTES);
    }
}
