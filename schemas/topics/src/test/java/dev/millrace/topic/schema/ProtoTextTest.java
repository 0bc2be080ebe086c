package dev.millrace.topic.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import dev.millrace.topic.schema.ProtoText.Parsed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtoTextTest {

    /** Every file that protoc has compiled, of the messages and of the tests. */
    static Stream<FileDescriptorProto> compiled() {
        return Stream.of("/millrace.protobin", "/tests.protobin")
                .flatMap(set -> descriptorSet(set).getFileList().stream());
    }

    @ParameterizedTest
    @MethodSource("compiled")
    void shouldReadSourceAsProtocDoes(FileDescriptorProto expected) {
        // Given
        var source = source(expected.getName());

        // When
        var parsed = ProtoText.parse(source);

        // Then
        assertThat(withoutNames(schema(parsed).proto())).isEqualTo(withoutNames(expected));
    }

    @ParameterizedTest
    @MethodSource("compiled")
    void shouldReadWhatItPrinted(FileDescriptorProto file) {
        // Given
        var schema = schema(ProtoText.parse(file.toByteArray()));

        // When
        var again = schema(ProtoText.parse(schema.text()));

        // Then
        assertThat(again.text()).isEqualTo(schema.text());
        assertThat(withoutNames(again.proto())).isEqualTo(withoutNames(schema.proto()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "syntax = \"proto4\";",
                "edition = \"2023\";",
                "message",
                "message M {",
                "message M { int32 a = 1; }",
                "syntax = \"proto3\"; message M { int32 a = 0; }",
                "syntax = \"proto3\"; message M { int32 a = 1; int32 b = 1; }",
                "syntax = \"proto3\"; message M { int32 a = 99999999999999999999999; }",
                "syntax = \"proto3\"; message M { int32 a = 19000; }",
                "syntax = \"proto3\"; message M { Missing a = 1; }",
                "syntax = \"proto3\"; message M { map<float, int32> a = 1; }",
                "syntax = \"proto3\"; message M { oneof o { map<int32, int32> a = 1; } }",
                "syntax = \"proto3\"; message M { string a = 1 [deprecated = 5]; }",
                "syntax = \"proto3\"; message M { string a = 1 [json_name = \"\\q\"]; }",
                "syntax = \"proto3\"; import \"other.proto\"; message M {}",
                "syntax = \"proto3\"; enum E { A = 1; }",
                "syntax = \"proto3\"; option java_package = { a: { };",
                "/* never closed",
                "\"never closed",
                "\u0000",
            })
    void shouldRefuseWithReason(String text) {
        // When
        var parsed = ProtoText.parse(text);

        // Then
        assertThat(parsed)
                .isInstanceOfSatisfying(
                        Parsed.Rejected.class,
                        rejected -> assertThat(rejected.reason()).isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"message M { ", "message M { optional group G = 1 {", "option a = {", "[", "("})
    void shouldRefuseBottomlessNesting(String opening) {
        // When
        var parsed = ProtoText.parse("syntax = \"proto2\"; " + opening.repeat(50_000));

        // Then
        assertThat(parsed).isInstanceOf(Parsed.Rejected.class);
    }

    static ProtoSchema schema(Parsed parsed) {
        assertThat(parsed).isInstanceOf(Parsed.Schema.class);
        return ((Parsed.Schema) parsed).schema();
    }

    private static String source(String name) {
        try (var in = resource("/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FileDescriptorSet descriptorSet(String name) {
        try (var in = resource(name)) {
            return FileDescriptorSet.parseFrom(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(ProtoTextTest.class.getResourceAsStream(name), name);
    }

    /** The file's own name is not in its text, and protoc spells out the JSON names that follow from the names. */
    private static FileDescriptorProto withoutNames(FileDescriptorProto file) {
        var bare = file.toBuilder().clearName();
        bare.getExtensionBuilderList().forEach(ProtoTextTest::clearJsonName);
        bare.getMessageTypeBuilderList().forEach(ProtoTextTest::clearJsonNames);
        return bare.build();
    }

    private static void clearJsonNames(DescriptorProto.Builder message) {
        message.getFieldBuilderList().forEach(ProtoTextTest::clearJsonName);
        message.getExtensionBuilderList().forEach(ProtoTextTest::clearJsonName);
        message.getNestedTypeBuilderList().forEach(ProtoTextTest::clearJsonNames);
    }

    private static void clearJsonName(FieldDescriptorProto.Builder field) {
        if (!field.getJsonName().equals("AT")) field.clearJsonName();
    }
}
