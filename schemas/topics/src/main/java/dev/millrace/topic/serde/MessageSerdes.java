package dev.millrace.topic.serde;

import com.google.protobuf.Message;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Topic;
import java.util.HashMap;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** The serdes of a cluster's topics, by the classes that its settings name. Thread-safe. */
public final class MessageSerdes {

    private final Cluster cluster;
    private final RegistryClient registry;

    public MessageSerdes(Cluster cluster) {
        this.cluster = cluster;
        this.registry = new RegistryClient(cluster.schemaRegistry());
    }

    /** For values of any topic. */
    @SuppressWarnings("unchecked")
    public <V extends Message> Serializer<V> serializer() {
        if (cluster.serializer().equals(MessageSerializer.class.getName())) return new MessageSerializer<>(registry);
        var serializer = (Serializer<V>) instance(cluster.serializer(), Serializer.class);
        serializer.configure(cluster.serdeProperties(), false);
        return serializer;
    }

    @SuppressWarnings("unchecked")
    public <V extends Message> Deserializer<V> deserializer(Topic<V> topic) {
        if (cluster.deserializer().equals(MessageDeserializer.class.getName())) {
            return new MessageDeserializer<>(topic.parser());
        }
        var deserializer = (Deserializer<V>) instance(cluster.deserializer(), Deserializer.class);
        var properties = new HashMap<>(cluster.serdeProperties());
        properties.put("specific.protobuf.value.type", topic.message().getClass());
        deserializer.configure(properties, false);
        return deserializer;
    }

    public <V extends Message> Serde<V> serde(Topic<V> topic) {
        return Serdes.serdeFrom(serializer(), deserializer(topic));
    }

    private static Object instance(String className, Class<?> kind) {
        try {
            return kind.cast(Class.forName(className).getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException(
                    className + " cannot be used as a " + kind.getSimpleName() + ": " + e, e);
        }
    }
}
