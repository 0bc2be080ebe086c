package dev.millrace.gateway.amqp;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Tells whether two records were made of the same message: by all that they say but for their heads. */
final class Fingerprint {

    /** Fields 1 to 12 are the head, which differs with each time that a message is received. */
    private static final int LAST_OF_HEAD = 12;

    private Fingerprint() {}

    static long of(Message record) {
        var body = record.toBuilder();
        for (var field : record.getAllFields().keySet()) {
            if (field.getNumber() <= LAST_OF_HEAD) body.clearField(field);
        }
        return Tally.hash(bytes(body.build()));
    }

    private static byte[] bytes(Message message) {
        var bytes = new byte[message.getSerializedSize()];
        var out = CodedOutputStream.newInstance(bytes);
        // Maps have no order of their own.
        out.useDeterministicSerialization();
        try {
            message.writeTo(out);
            out.checkNoSpaceLeft();
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
