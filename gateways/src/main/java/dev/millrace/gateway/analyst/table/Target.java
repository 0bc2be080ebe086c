package dev.millrace.gateway.analyst.table;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.List;
import java.util.stream.IntStream;

/** Where a field's value goes when a message is read. */
sealed interface Target {

    FieldDescriptor field();

    /** The leaves that are filled of it. */
    IntStream leaves();

    /** A number, a text, an enum or bytes. */
    record Simple(FieldDescriptor field, int leaf) implements Target {
        @Override
        public IntStream leaves() {
            return IntStream.of(leaf);
        }
    }

    /**
     * A message, its own fields apart.
     *
     * @param presence the leaf that says whether the message is there
     */
    record Nested(FieldDescriptor field, int presence, List<Target> fields) implements Target {
        public Nested {
            fields = List.copyOf(fields);
        }

        @Override
        public IntStream leaves() {
            return IntStream.concat(IntStream.of(presence), fields.stream().flatMapToInt(Target::leaves));
        }
    }

    /** A list, a map or a message that may hold itself, as JSON in one leaf. */
    record Whole(FieldDescriptor field, int leaf) implements Target {
        @Override
        public IntStream leaves() {
            return IntStream.of(leaf);
        }
    }
}
