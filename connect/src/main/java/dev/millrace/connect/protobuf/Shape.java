package dev.millrace.connect.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * How the messages of one type become structs. Immutable.
 *
 * <p>Enums become their names, unsigned integers of 32 bits become 64, and a message inside one of its own kind stays
 * bytes, because a struct's schema is finite. An absent field is null when it can be told from a default.
 */
final class Shape {

    private static final Map<FieldDescriptor.JavaType, Schema> PLAIN = Map.of(
            FieldDescriptor.JavaType.INT, Schema.INT32_SCHEMA,
            FieldDescriptor.JavaType.LONG, Schema.INT64_SCHEMA,
            FieldDescriptor.JavaType.FLOAT, Schema.FLOAT32_SCHEMA,
            FieldDescriptor.JavaType.DOUBLE, Schema.FLOAT64_SCHEMA,
            FieldDescriptor.JavaType.BOOLEAN, Schema.BOOLEAN_SCHEMA,
            FieldDescriptor.JavaType.STRING, Schema.STRING_SCHEMA);

    private final Schema schema;
    private final List<Member> members;

    private record Member(FieldDescriptor from, Field to, Form form) {}

    /** The schema of a value, and how it is made. */
    private record Form(Schema schema, Function<Object, Object> conversion) {}

    private Shape(Schema schema, List<Member> members) {
        this.schema = schema;
        this.members = members;
    }

    static Shape of(Descriptor type) {
        return of(type, new HashSet<>());
    }

    private static Shape of(Descriptor type, Set<Descriptor> around) {
        around.add(type);
        var forms = new ArrayList<Form>();
        var builder = SchemaBuilder.struct().name(type.getFullName());
        for (var field : type.getFields()) {
            var form = form(field, around);
            forms.add(form);
            builder.field(field.getName(), field.hasPresence() ? optional(form.schema()) : form.schema());
        }
        around.remove(type);
        var schema = builder.optional().build();
        var members = new ArrayList<Member>();
        for (var field : type.getFields()) {
            members.add(new Member(field, schema.field(field.getName()), forms.get(members.size())));
        }
        return new Shape(schema, List.copyOf(members));
    }

    Schema schema() {
        return schema;
    }

    Struct struct(Message message) {
        var struct = new Struct(schema);
        for (var member : members) {
            if (member.from.hasPresence() && !message.hasField(member.from)) continue;
            struct.put(member.to, member.form.conversion.apply(message.getField(member.from)));
        }
        return struct;
    }

    private static Form form(FieldDescriptor field, Set<Descriptor> around) {
        if (field.isMapField()) return map(field.getMessageType(), around);
        var single = single(field, around);
        if (!field.isRepeated()) return single;
        return new Form(
                SchemaBuilder.array(single.schema()).build(),
                values -> ((Collection<?>) values)
                        .stream().map(single.conversion()).toList());
    }

    private static Form map(Descriptor entry, Set<Descriptor> around) {
        var keyField = entry.findFieldByNumber(1);
        var valueField = entry.findFieldByNumber(2);
        var key = single(keyField, around);
        var value = single(valueField, around);
        return new Form(SchemaBuilder.map(key.schema(), value.schema()).build(), entries -> {
            var map = new HashMap<Object, Object>();
            for (var each : (Collection<?>) entries) {
                var pair = (Message) each;
                map.put(
                        key.conversion().apply(pair.getField(keyField)),
                        value.conversion().apply(pair.getField(valueField)));
            }
            return map;
        });
    }

    private static Form single(FieldDescriptor field, Set<Descriptor> around) {
        var kind = field.getJavaType();
        if (kind == FieldDescriptor.JavaType.MESSAGE) {
            if (around.contains(field.getMessageType())) {
                return new Form(Schema.BYTES_SCHEMA, value -> ((Message) value).toByteArray());
            }
            var shape = of(field.getMessageType(), around);
            return new Form(shape.schema, value -> shape.struct((Message) value));
        }
        if (kind == FieldDescriptor.JavaType.ENUM) return new Form(Schema.STRING_SCHEMA, Shape::enumName);
        if (kind == FieldDescriptor.JavaType.BYTE_STRING) {
            return new Form(Schema.BYTES_SCHEMA, value -> ((ByteString) value).toByteArray());
        }
        if (isUnsigned(field)) {
            return new Form(Schema.INT64_SCHEMA, value -> Integer.toUnsignedLong((Integer) value));
        }
        return new Form(PLAIN.getOrDefault(kind, Schema.STRING_SCHEMA), value -> value);
    }

    private static boolean isUnsigned(FieldDescriptor field) {
        return field.getType() == FieldDescriptor.Type.UINT32 || field.getType() == FieldDescriptor.Type.FIXED32;
    }

    /** A generated message answers with its constant's descriptor; so does a dynamic one. */
    private static Object enumName(Object value) {
        return ((EnumValueDescriptor) value).getName();
    }

    private static Schema optional(Schema schema) {
        if (schema.isOptional()) return schema;
        return new SchemaBuilder(schema.type()).optional().build();
    }
}
