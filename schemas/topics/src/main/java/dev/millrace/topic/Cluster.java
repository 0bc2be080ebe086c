package dev.millrace.topic;

import dev.millrace.topic.serde.MessageDeserializer;
import dev.millrace.topic.serde.MessageSerializer;
import java.util.HashMap;
import java.util.Map;

/**
 * Which Kafka cluster, which schema registry, which namespace; shared by every part.
 *
 * @param bootstrapServers host and port pairs, joined by commas
 * @param schemaRegistry base URL of a Confluent-compatible registry
 * @param namespace empty for none
 * @param replication copies of each topic; also decides how many must be in sync (all but one, at least one)
 * @param serializer class name of a Kafka serializer for values, ours by default
 * @param deserializer class name of a Kafka deserializer for values, ours by default
 * @param client further properties for every Kafka client and for the two classes above, as security or
 *     {@code schema.registry.url}
 */
public record Cluster(
        String bootstrapServers,
        String schemaRegistry,
        String namespace,
        Partitions partitions,
        short replication,
        String serializer,
        String deserializer,
        Map<String, String> client) {

    public Cluster {
        if (bootstrapServers.isBlank())
            throw new IllegalArgumentException("bootstrap-servers must name a Kafka broker");
        if (replication < 1) throw new IllegalArgumentException("replication must be at least 1: " + replication);
        client = Map.copyOf(client);
    }

    /** The plain case: one broker, our own serde, no namespace. */
    public static Cluster of(String bootstrapServers, String schemaRegistry) {
        return new Cluster(
                bootstrapServers,
                schemaRegistry,
                "",
                Partitions.EMBEDDED,
                (short) 1,
                MessageSerializer.class.getName(),
                MessageDeserializer.class.getName(),
                Map.of());
    }

    public Cluster in(Namespace other) {
        return new Cluster(
                bootstrapServers,
                schemaRegistry,
                other.name(),
                partitions,
                replication,
                serializer,
                deserializer,
                client);
    }

    public Topics topics() {
        return Topics.in(new Namespace(namespace));
    }

    /** What every Kafka client needs to connect. */
    public Map<String, Object> clientProperties() {
        var properties = new HashMap<String, Object>(client);
        properties.put("bootstrap.servers", bootstrapServers);
        return properties;
    }

    /** What a serde class needs, ours or another's. */
    public Map<String, Object> serdeProperties() {
        var properties = new HashMap<String, Object>(client);
        properties.putIfAbsent("schema.registry.url", schemaRegistry);
        return properties;
    }
}
