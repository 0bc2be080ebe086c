package dev.millrace.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.millrace.topic.schema.Level;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EntryFormatTest {

    static Stream<Entry> entries() {
        var schema = new StoredSchema(7, "PROTOBUF", "syntax = \"proto3\"; message M {}");
        return Stream.of(
                new Entry.Registered("s-value", 3, schema, false),
                new Entry.Registered("s-value", 3, schema, true),
                new Entry.Registered("a", 1, new StoredSchema(1, "AVRO", "\"string\""), false),
                new Entry.Erased("s-value", 3),
                new Entry.SubjectDeleted("s-value", 3),
                new Entry.LevelSet(Optional.empty(), Optional.of(Level.FULL)),
                new Entry.LevelSet(Optional.of("s"), Optional.of(Level.NONE)),
                new Entry.LevelSet(Optional.of("s"), Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void shouldReadWhatItWrote(Entry entry) {
        // Given
        var encoded = EntryFormat.encode(entry);

        // When
        var read = EntryFormat.decode(encoded.key(), encoded.value());

        // Then
        assertThat(read).isEqualTo(entry);
    }

    @Test
    void shouldWriteAsConfluentsRegistryDoes() {
        // Given
        var schema = new StoredSchema(1, "PROTOBUF", "syntax = \"proto3\"; message M {}");

        // When
        var registered = EntryFormat.encode(new Entry.Registered("s", 1, schema, false));
        var deleted = EntryFormat.encode(new Entry.SubjectDeleted("s", 1));
        var level = EntryFormat.encode(new Entry.LevelSet(Optional.empty(), Optional.of(Level.FULL)));

        // Then
        assertThat(text(registered.key()))
                .isEqualTo("{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"version\":1,\"magic\":1}");
        assertThat(text(registered.value()))
                .isEqualTo("{\"subject\":\"s\",\"version\":1,\"id\":1,\"schemaType\":\"PROTOBUF\","
                        + "\"schema\":\"syntax = \\\"proto3\\\"; message M {}\",\"deleted\":false}");
        assertThat(text(deleted.key())).isEqualTo("{\"keytype\":\"DELETE_SUBJECT\",\"subject\":\"s\",\"magic\":0}");
        assertThat(text(deleted.value())).isEqualTo("{\"subject\":\"s\",\"version\":1}");
        assertThat(text(level.key())).isEqualTo("{\"keytype\":\"CONFIG\",\"subject\":null,\"magic\":0}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{\"keytype\":\"NOOP\",\"magic\":0}                                         | -",
                "{\"keytype\":\"MODE\",\"subject\":null,\"magic\":0}                        | {\"mode\":\"READONLY\"}",
                "{\"keytype\":\"CLEAR_SUBJECT\",\"subject\":\"s\",\"magic\":0}              | {\"subject\":\"s\"}",
                "{\"keytype\":\"CONTEXT\",\"tenant\":\"default\",\"context\":\".\"}         | {}",
            })
    void shouldLeaveAloneWhatOthersSay(String key, @Nullable String value) {
        // When
        var read = EntryFormat.decode(bytes(key), value == null ? null : bytes(value));

        // Then
        assertThat(read).isEqualTo(new Entry.Other());
    }

    @Property(tries = 2_000)
    void shouldSurviveAnyBytes(@ForAll byte[] key, @ForAll byte[] value) {
        assertThatNoException().isThrownBy(() -> EntryFormat.decode(key, value));
    }

    @Property(tries = 2_000)
    void shouldSurviveAnyValueUnderSchemaKey(@ForAll String id, @ForAll String schema) {
        // Given
        var key = bytes("{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"version\":1,\"magic\":1}");
        var value = bytes("{\"id\":\"" + id + "\",\"schema\":\"" + schema + "\"}");

        // When
        var read = EntryFormat.decode(key, value);

        // Then
        assertThat(read).isNotNull();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
