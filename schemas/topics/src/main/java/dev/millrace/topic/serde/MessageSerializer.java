package dev.millrace.topic.serde;

import com.google.protobuf.Message;
import java.util.Map;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages in the Confluent wire format, registering their schema under {@code <topic>-value} at first use.
 *
 * <p>Configured by {@code schema.registry.url}, as Confluent's own. Thread-safe.
 */
public final class MessageSerializer<V extends Message> implements Serializer<V> {

    private @Nullable RegistryClient registry;

    /** For Kafka, which configures it by property. */
    public MessageSerializer() {}

    public MessageSerializer(RegistryClient registry) {
        this.registry = registry;
    }

    @Override
    public void configure(Map<String, ?> properties, boolean isKey) {
        if (registry == null) registry = new RegistryClient(String.valueOf(properties.get("schema.registry.url")));
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable V message) {
        if (message == null) return null;
        if (registry == null) throw new IllegalStateException("not configured");
        var schema = message.getDescriptorForType().getFile();
        return WireFormat.write(registry.register(topic + "-value", schema), message);
    }
}
