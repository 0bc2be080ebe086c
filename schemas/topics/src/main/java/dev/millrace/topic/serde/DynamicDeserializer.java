package dev.millrace.topic.serde;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages in the Confluent wire format by the schema they were written with, which the registry holds. Thread-safe.
 *
 * <p>Throws {@link RegistryUnavailable} when a schema is not known yet and no registry answers.
 */
public final class DynamicDeserializer implements Deserializer<DynamicMessage> {

    private final RegistryClient registry;

    public DynamicDeserializer(RegistryClient registry) {
        this.registry = registry;
    }

    @Override
    public @Nullable DynamicMessage deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) return null;
        try {
            var start = WireFormat.payloadOffset(bytes);
            var type = type(registry.schema(WireFormat.schemaId(bytes)), WireFormat.messageIndex(bytes));
            return DynamicMessage.parseFrom(type, CodedInputStream.newInstance(bytes, start, bytes.length - start));
        } catch (IOException e) {
            throw new SerializationException("not a message of " + topic + ": " + e.getMessage(), e);
        } catch (SchemaRefused e) {
            throw new SerializationException(topic + ": " + e.getMessage(), e);
        }
    }

    private static Descriptor type(FileDescriptor file, List<Integer> index) throws IOException {
        var types = file.getMessageTypes();
        Descriptor type = null;
        for (int position : index) {
            if (position < 0 || position >= types.size()) throw new IOException("its schema has no message " + index);
            type = types.get(position);
            types = type.getNestedTypes();
        }
        if (type == null) throw new IOException("a message index without steps");
        return type;
    }
}
