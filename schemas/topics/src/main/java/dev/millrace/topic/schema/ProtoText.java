package dev.millrace.topic.schema;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.InvalidProtocolBufferException;

/**
 * Reads protobuf schemas, from proto text or from a serialized descriptor; total on any input.
 *
 * <p>proto2 and proto3 in whole, but imports of protobuf's own files only.
 */
public final class ProtoText {

    /** Longer text, or more bytes, are refused unread. */
    public static final int LONGEST = 1 << 20;

    /** Of a schema that is known by its text alone. */
    private static final String UNNAMED = "default";

    private ProtoText() {}

    /** What came of reading a schema. */
    public sealed interface Parsed {

        record Schema(ProtoSchema schema) implements Parsed {}

        record Rejected(String reason) implements Parsed {}
    }

    public static Parsed parse(String text) {
        if (text.length() > LONGEST) return tooLong(text.length());
        try {
            return link(ProtoParser.parse(text).toBuilder().setName(UNNAMED).build());
        } catch (Malformed e) {
            return new Parsed.Rejected(String.valueOf(e.getMessage()));
        }
    }

    /** @param serialized a FileDescriptorProto; one that proto text could not say is refused */
    public static Parsed parse(byte[] serialized) {
        if (serialized.length > LONGEST) return tooLong(serialized.length);
        try {
            var parsed = link(FileDescriptorProto.parseFrom(serialized));
            if (!(parsed instanceof Parsed.Schema read)) return parsed;
            return parse(read.schema().text()) instanceof Parsed.Schema again && again.equals(read)
                    ? parsed
                    : new Parsed.Rejected("the descriptor says what no proto file can say");
        } catch (InvalidProtocolBufferException e) {
            return new Parsed.Rejected("not a serialized FileDescriptorProto: " + e.getMessage());
        }
    }

    private static Parsed link(FileDescriptorProto file) {
        try {
            return new Parsed.Schema(new ProtoSchema(Linking.link(file)));
        } catch (DescriptorValidationException e) {
            return new Parsed.Rejected(String.valueOf(e.getMessage()));
        } catch (Malformed e) {
            return new Parsed.Rejected(String.valueOf(e.getMessage()));
        }
    }

    private static Parsed tooLong(int length) {
        return new Parsed.Rejected("a schema may have " + LONGEST + " characters, this one has " + length);
    }
}
