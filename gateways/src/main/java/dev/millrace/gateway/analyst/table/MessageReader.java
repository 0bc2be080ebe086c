package dev.millrace.gateway.analyst.table;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.io.IOException;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages into rows, decoding no more than the leaves that are wanted. Thread-safe.
 *
 * <p>It reads what a generated class would: the last of repeated values counts, messages that come in parts are merged,
 * fields of an unexpected wire type are passed over.
 */
public final class MessageReader {

    private final FieldReaders fields;
    private final List<WholeReader> wholes;
    private final Parser<? extends Message> parser;

    public MessageReader(TopicTable table, IntPredicate isWanted) {
        fields = FieldReaders.of(table.fields(), isWanted);
        wholes = WholeReader.of(table.fields(), isWanted);
        parser = table.topic().parser();
    }

    /** Whether a row can be made without its message. */
    public boolean isIdle() {
        return fields.isEmpty() && wholes.isEmpty();
    }

    /**
     * Fills the leaves of fields; those of an absent message, and after a failure all of them, are left as they were
     * cleared.
     *
     * @return whether the bytes are a message
     */
    public boolean read(byte @Nullable [] bytes, int offset, Cells cells) {
        if (bytes == null || isIdle()) return true;
        try {
            if (!fields.isEmpty()) {
                fields.setDefaults(cells);
                var in = CodedInputStream.newInstance(bytes, offset, bytes.length - offset);
                fields.read(in, cells);
                in.checkLastTagWas(0);
            }
            if (!wholes.isEmpty()) {
                var message = parser.parseFrom(bytes, offset, bytes.length - offset);
                for (var whole : wholes) whole.read(message, cells);
            }
            return true;
        } catch (IOException e) {
            cells.clear();
            return false;
        }
    }
}
