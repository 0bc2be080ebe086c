package dev.millrace.topic.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import dev.millrace.message.stamp.Stamp;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every message of our topics has in common, so that any payload parses as a Stamp. */
class MessageShapeTest {

    private static final int LAST_OF_HEAD = 12;

    static Stream<FileDescriptorProto> files() {
        return ProtoTextTest.descriptorSet("/millrace.protobin").getFileList().stream()
                .filter(file -> file.getPackage().startsWith("millrace."))
                // What vehicles send counts every byte.
                .filter(file -> !file.getPackage().startsWith("millrace.edge."));
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldBeginWithTheSameHead(FileDescriptorProto file) {
        // Given
        var message = file.getMessageType(0);

        // When
        var head = head(message);

        // Then
        assertThat(head).isEqualTo(head(Stamp.getDescriptor().toProto()));
        assertThat(nested(message, "Source"))
                .isEqualTo(nested(Stamp.getDescriptor().toProto(), "Source"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldHoldOneMessageAndImportNothing(FileDescriptorProto file) {
        // When
        var messages = file.getMessageTypeList();

        // Then
        assertThat(messages).hasSize(1);
        assertThat(file.getDependencyList()).isEmpty();
        assertThat(file.getEnumTypeList()).isEmpty();
    }

    private static List<FieldDescriptorProto> head(DescriptorProto message) {
        return message.getFieldList().stream()
                .filter(field -> field.getNumber() <= LAST_OF_HEAD)
                .map(MessageShapeTest::bare)
                .toList();
    }

    private static DescriptorProto nested(DescriptorProto message, String name) {
        var nested = message.getNestedTypeList().stream()
                .filter(type -> type.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .toBuilder();
        nested.getFieldBuilderList().forEach(FieldDescriptorProto.Builder::clearJsonName);
        return nested.build();
    }

    /** Without what differs by nature: the package in the type's name, and the JSON name that protoc spells out. */
    private static FieldDescriptorProto bare(FieldDescriptorProto field) {
        var local = field.getTypeName().substring(field.getTypeName().lastIndexOf('.') + 1);
        return field.toBuilder().clearJsonName().setTypeName(local).build();
    }
}
