package dev.millrace.connect.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import dev.millrace.topic.serde.DynamicDeserializer;
import dev.millrace.topic.serde.MessageDeserializer;
import dev.millrace.topic.serde.RegistryClient;
import dev.millrace.topic.serde.RegistryUnavailable;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Reads Protobuf in Confluent's wire format as structs, for any sink. It does not write.
 *
 * <p>Messages are read as the generated class that {@code message} names or, without one, by the schema they were
 * written with, which the registry at {@code schema.registry.url} holds. With {@code undecodable=pass} bytes that are no
 * message become an {@link Undecodable}, so that the sink can report them itself. Thread-safe once configured.
 */
public final class ProtobufConverter implements Converter, Versioned {

    private static final ConfigDef SETTINGS = new ConfigDef()
            .define("message", ConfigDef.Type.STRING, "", ConfigDef.Importance.HIGH, "A generated message class.")
            .define(
                    "schema.registry.url",
                    ConfigDef.Type.STRING,
                    "",
                    ConfigDef.Importance.HIGH,
                    "A Confluent-compatible registry, for messages without a class.")
            .define(
                    "undecodable",
                    ConfigDef.Type.STRING,
                    "fail",
                    ConfigDef.ValidString.in("fail", "pass"),
                    ConfigDef.Importance.MEDIUM,
                    "Whether bytes that are no message are an error here, or passed on for the sink to report.");

    private final Map<Descriptor, Shape> shapes = new ConcurrentHashMap<>();
    private @Nullable Deserializer<? extends Message> deserializer;
    private boolean isPassing;

    /** What stands in for bytes that are no message: why they are not. */
    public static final class Undecodable {
        private static final Schema SCHEMA =
                SchemaBuilder.string().name(Undecodable.class.getName()).build();

        private Undecodable() {}

        public static boolean is(@Nullable Schema schema) {
            return schema != null && Undecodable.class.getName().equals(schema.name());
        }
    }

    @Override
    public String version() {
        return AppInfoParser.getVersion();
    }

    @Override
    public ConfigDef config() {
        return SETTINGS;
    }

    @Override
    public void configure(Map<String, ?> properties, boolean isKey) {
        var settings = SETTINGS.parse(new HashMap<>(properties));
        var message = String.valueOf(settings.get("message"));
        isPassing = "pass".equals(settings.get("undecodable"));
        if (!message.isEmpty()) {
            var byClass = new MessageDeserializer<Message>();
            byClass.configure(Map.of("specific.protobuf.value.type", message), isKey);
            deserializer = byClass;
            return;
        }
        var registry = String.valueOf(settings.get("schema.registry.url"));
        if (registry.isEmpty()) throw new ConfigException("message or schema.registry.url must be given");
        deserializer = new DynamicDeserializer(new RegistryClient(registry));
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte @Nullable [] bytes) {
        if (bytes == null) return SchemaAndValue.NULL;
        if (deserializer == null) throw new IllegalStateException("not configured");
        try {
            var message = deserializer.deserialize(topic, bytes);
            var shape = shapes.computeIfAbsent(message.getDescriptorForType(), Shape::of);
            return new SchemaAndValue(shape.schema(), shape.struct(message));
        } catch (RegistryUnavailable e) {
            // Connect waits as errors.retry.timeout says; anything else would be taken for a bad record.
            throw new RetriableException(e.getMessage(), e);
        } catch (SerializationException e) {
            if (isPassing) return new SchemaAndValue(Undecodable.SCHEMA, String.valueOf(e.getMessage()));
            throw new DataException(e.getMessage(), e);
        }
    }

    @Override
    public byte[] fromConnectData(String topic, Schema schema, Object value) {
        throw new DataException("this converter reads Protobuf and does not write it");
    }
}
