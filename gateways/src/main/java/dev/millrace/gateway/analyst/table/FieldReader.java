package dev.millrace.gateway.analyst.table;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.Base64;
import java.util.function.IntPredicate;

/** Reads one field's values. Immutable. */
sealed interface FieldReader {

    int number();

    boolean takes(int wireType);

    /** Reads a value whose tag has been read. */
    void read(CodedInputStream in, Cells cells) throws IOException;

    void setDefault(Cells cells);

    /**
     * @param isRead whether the value itself is wanted
     * @param rivals the leaves of other fields that it makes NULL
     */
    static FieldReader of(Target target, IntPredicate isWanted, boolean isRead, int[] rivals) {
        if (target instanceof Target.Nested nested) {
            var parts = FieldReaders.of(nested.fields(), isRead ? isWanted : leaf -> false);
            return new OfMessage(nested.field(), nested.presence(), parts, rivals);
        }
        var simple = (Target.Simple) target;
        return new OfValue(simple.field(), simple.leaf(), isRead, rivals);
    }

    /** Of a number, a text, an enum or bytes. */
    record OfValue(FieldDescriptor field, int leaf, boolean isRead, int[] rivals) implements FieldReader {

        @Override
        public int number() {
            return field.getNumber();
        }

        @Override
        public boolean takes(int wireType) {
            return wireType == field.getLiteType().getWireType();
        }

        @Override
        public void read(CodedInputStream in, Cells cells) throws IOException {
            for (var rival : rivals) cells.setNull(rival);
            switch (field.getType()) {
                case BOOL -> cells.set(leaf, in.readBool() ? 1 : 0);
                case INT32 -> cells.set(leaf, in.readInt32());
                case SINT32 -> cells.set(leaf, in.readSInt32());
                case SFIXED32 -> cells.set(leaf, in.readSFixed32());
                case UINT32 -> cells.set(leaf, Integer.toUnsignedLong(in.readUInt32()));
                case FIXED32 -> cells.set(leaf, Integer.toUnsignedLong(in.readFixed32()));
                case INT64, UINT64 -> cells.set(leaf, in.readInt64());
                case SINT64 -> cells.set(leaf, in.readSInt64());
                case SFIXED64, FIXED64, DOUBLE -> cells.set(leaf, in.readFixed64());
                case FLOAT -> cells.set(leaf, in.readFixed32());
                case STRING -> cells.set(leaf, in.readStringRequireUtf8());
                case BYTES -> cells.set(leaf, Base64.getEncoder().encodeToString(in.readByteArray()));
                case ENUM -> cells.set(leaf, name(in.readEnum()));
                case MESSAGE, GROUP -> throw new IllegalStateException(field + " is a message");
            }
        }

        @Override
        public void setDefault(Cells cells) {
            if (!isRead || field.hasPresence()) return;
            switch (Leaf.of(field)) {
                case TEXT, BYTES -> cells.set(leaf, "");
                case ENUM -> cells.set(leaf, name(0));
                default -> cells.set(leaf, 0);
            }
        }

        private String name(int number) {
            var value = field.getEnumType().findValueByNumber(number);
            return value == null ? Integer.toString(number) : value.getName();
        }
    }

    /** Of a message. */
    record OfMessage(FieldDescriptor field, int presence, FieldReaders parts, int[] rivals) implements FieldReader {

        @Override
        public int number() {
            return field.getNumber();
        }

        @Override
        public boolean takes(int wireType) {
            return wireType == WireFormat.WIRETYPE_LENGTH_DELIMITED;
        }

        @Override
        public void read(CodedInputStream in, Cells cells) throws IOException {
            for (var rival : rivals) cells.setNull(rival);
            if (cells.isNull(presence)) {
                cells.set(presence, 1);
                parts.setDefaults(cells);
            }
            var outer = in.pushLimit(in.readRawVarint32());
            parts.read(in, cells);
            in.checkLastTagWas(0);
            in.popLimit(outer);
        }

        @Override
        public void setDefault(Cells cells) {
            // An absent message is NULL.
        }
    }
}
