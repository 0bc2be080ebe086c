package dev.millrace.topic.schema;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.FileDescriptor;

/** A valid protobuf file, its types resolved. Two are equal when they say the same, however they were written. */
public final class ProtoSchema {

    private final FileDescriptor file;
    private final String text;

    ProtoSchema(FileDescriptor file) {
        this.file = file;
        this.text = ProtoPrinter.print(file.toProto());
    }

    public FileDescriptor file() {
        return file;
    }

    /** As a proto file in one fixed style, without comments. */
    public String text() {
        return text;
    }

    public FileDescriptorProto proto() {
        return file.toProto();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProtoSchema that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
