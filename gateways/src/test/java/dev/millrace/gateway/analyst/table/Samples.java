package dev.millrace.gateway.analyst.table;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Type;
import com.google.protobuf.Value;
import dev.millrace.topic.Namespace;
import dev.millrace.topic.Partitions;
import dev.millrace.topic.Policy;
import dev.millrace.topic.Topic;
import dev.millrace.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Message types of all kinds, and random messages of them. */
public final class Samples {

    private Samples() {}

    /** Those of the catalogue, and some of Google's with oneofs, maps and messages that hold themselves. */
    public static List<Topic<?>> topics() {
        return Stream.concat(
                        Topics.in(Namespace.NONE).all().stream(),
                        Stream.of(Value.getDefaultInstance(), Struct.getDefaultInstance(), Type.getDefaultInstance())
                                .map(Samples::topic))
                .toList();
    }

    public static <V extends Message> Topic<V> topic(V message) {
        return new Topic<>(
                Namespace.NONE,
                "sample",
                "key",
                message,
                Partitions.Spread.SINGLE,
                Policy.Keep.of(Duration.ofDays(1)),
                "samples");
    }

    public static Message random(Message.Builder builder, Random random, int depth) {
        for (var field : builder.getDescriptorForType().getFields()) {
            if (random.nextInt(3) == 0) continue;
            if (!field.isRepeated()) {
                if (isWithin(field, depth)) builder.setField(field, value(builder, field, random, depth));
                continue;
            }
            for (var i = random.nextInt(3); i > 0 && isWithin(field, depth); i--) {
                builder.addRepeatedField(field, value(builder, field, random, depth));
            }
        }
        return builder.buildPartial();
    }

    private static boolean isWithin(FieldDescriptor field, int depth) {
        return depth > 0 || field.getJavaType() != FieldDescriptor.JavaType.MESSAGE;
    }

    private static Object value(Message.Builder builder, FieldDescriptor field, Random random, int depth) {
        return switch (field.getJavaType()) {
            case INT -> random.nextInt();
            case LONG -> random.nextBoolean() ? random.nextLong() : (long) random.nextInt(100);
            case FLOAT -> random.nextInt(5) == 0 ? Float.NaN : random.nextFloat();
            case DOUBLE -> random.nextInt(5) == 0 ? Double.NEGATIVE_INFINITY : random.nextDouble();
            case BOOLEAN -> random.nextBoolean();
            case STRING -> "tëxt \"" + random.nextInt(100) + "\"\n";
            case BYTE_STRING -> ByteString.copyFrom(new byte[] {0, (byte) random.nextInt(), 92});
            case ENUM -> field.getEnumType().findValueByNumberCreatingIfUnknown(random.nextInt(6));
            case MESSAGE -> random(builder.newBuilderForField(field), random, depth - 1);
        };
    }
}
