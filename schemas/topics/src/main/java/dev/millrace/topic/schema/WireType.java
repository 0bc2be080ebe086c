package dev.millrace.topic.schema;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;

/**
 * The type of a field as far as bytes go.
 *
 * @param group types of one group read each other's bytes, though they may cut them short
 * @param name within its package, so that a package may be renamed
 */
record WireType(Group group, String name) {

    enum Group {
        VARINT,
        ZIGZAG,
        FIXED32,
        FIXED64,
        FLOAT,
        DOUBLE,
        TEXT,
        MESSAGE,
        GROUP
    }

    static WireType of(FieldDescriptor field) {
        return switch (field.getType()) {
            case INT32, INT64, UINT32, UINT64, BOOL -> new WireType(Group.VARINT, scalar(field));
            case SINT32, SINT64 -> new WireType(Group.ZIGZAG, scalar(field));
            case FIXED32, SFIXED32 -> new WireType(Group.FIXED32, scalar(field));
            case FIXED64, SFIXED64 -> new WireType(Group.FIXED64, scalar(field));
            case FLOAT -> new WireType(Group.FLOAT, scalar(field));
            case DOUBLE -> new WireType(Group.DOUBLE, scalar(field));
            case STRING, BYTES -> new WireType(Group.TEXT, scalar(field));
            case ENUM -> new WireType(Group.VARINT, name(field.getFile(), field.getEnumType()));
            case MESSAGE -> new WireType(Group.MESSAGE, name(field.getFile(), field.getMessageType()));
            case GROUP -> new WireType(Group.GROUP, name(field.getFile(), field.getMessageType()));
        };
    }

    /** Whether a reader of {@code other} gets something sensible out of bytes of this type. */
    boolean readsAs(WireType other) {
        return group == other.group && group != Group.MESSAGE && group != Group.GROUP;
    }

    @Override
    public String toString() {
        return name;
    }

    private static String scalar(FieldDescriptor field) {
        return FieldParser.word(field.toProto().getType());
    }

    private static String name(FileDescriptor file, Descriptor type) {
        return type.getFile() == file ? local(file, type.getFullName()) : "." + type.getFullName();
    }

    private static String name(FileDescriptor file, EnumDescriptor type) {
        return type.getFile() == file ? local(file, type.getFullName()) : "." + type.getFullName();
    }

    private static String local(FileDescriptor file, String fullName) {
        return file.getPackage().isEmpty()
                ? fullName
                : fullName.substring(file.getPackage().length() + 1);
    }
}
