package dev.millrace.topic.serde;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The Confluent wire format of a Protobuf value: a zero byte, the schema's id as four bytes, the index of the message
 * within its schema, the message.
 *
 * <p>The index of the first message is the single byte 0; any other is a count and that many positions, all as zigzag
 * varints. We write only the former and read both.
 */
public final class WireFormat {

    private static final int HEAD = 6;
    private static final int DEEPEST = 64;

    private WireFormat() {}

    static byte[] write(int schemaId, MessageLite message) {
        var bytes = new byte[HEAD + message.getSerializedSize()];
        ByteBuffer.wrap(bytes).put((byte) 0).putInt(schemaId).put((byte) 0);
        try {
            var out = CodedOutputStream.newInstance(bytes, HEAD, bytes.length - HEAD);
            message.writeTo(out);
            out.checkNoSpaceLeft();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes;
    }

    /**
     * Where the message begins.
     *
     * @throws IOException when the bytes are not in this format
     */
    public static int payloadOffset(byte[] bytes) throws IOException {
        if (bytes.length < HEAD || bytes[0] != 0) throw new IOException("not in the schema registry's wire format");
        if (bytes[5] == 0) return HEAD;
        var index = CodedInputStream.newInstance(bytes, 5, bytes.length - 5);
        var count = index.readSInt32();
        if (count < 0 || count > DEEPEST) throw new IOException("a message index of " + count + " steps");
        for (var i = 0; i < count; i++) index.readSInt32();
        return 5 + index.getTotalBytesRead();
    }

    /**
     * The message's position in its schema: among the file's messages, then among those inside that one, and so on.
     *
     * @throws IOException when the bytes are not in this format
     */
    static List<Integer> messageIndex(byte[] bytes) throws IOException {
        payloadOffset(bytes);
        if (bytes[5] == 0) return List.of(0);
        var in = CodedInputStream.newInstance(bytes, 5, bytes.length - 5);
        var index = new ArrayList<Integer>();
        for (var count = in.readSInt32(); count > 0; count--) index.add(in.readSInt32());
        return index;
    }

    static int schemaId(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getInt(1);
    }
}
