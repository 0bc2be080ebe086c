package dev.millrace.topic.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CompatibilityProperties {

    private static final List<String> TYPES =
            List.of("int32", "sint64", "fixed32", "double", "bool", "string", "bytes", "M", "M.E", "map<string, M>");

    @Property(tries = 200)
    void everySchemaIsCompatibleWithItself(@ForAll("fields") List<String> fields, @ForAll Level level) {
        // Given
        var schema = schema(fields);

        // When
        var found = new Compatibility(Rules.PUBLISHED, level).check(schema, List.of(schema, schema));

        // Then
        assertThat(found).isEmpty();
    }

    @Property(tries = 200)
    void addingFieldsIsCompatibleBothWays(@ForAll("fields") List<String> fields, @ForAll("fields") List<String> more) {
        // Given
        var all = new ArrayList<>(fields);
        all.addAll(more);

        // When
        var found = new Compatibility(Rules.WIRE, Level.FULL_TRANSITIVE).check(schema(all), List.of(schema(fields)));

        // Then
        assertThat(found).isEmpty();
    }

    @Property(tries = 200)
    void noPublishedChangeIsLetThroughThatTheWireForbids(
            @ForAll("fields") List<String> fields, @ForAll("fields") List<String> others) {
        // Given
        var published = new Compatibility(Rules.PUBLISHED, Level.BACKWARD);
        var wire = new Compatibility(Rules.WIRE, Level.BACKWARD);

        // When
        var strict = published.check(schema(others), List.of(schema(fields)));
        var lenient = wire.check(schema(others), List.of(schema(fields)));

        // Then
        assertThat(strict).containsAll(lenient);
    }

    @Property(tries = 200)
    void printingAndReadingChangesNothing(@ForAll("fields") List<String> fields) {
        // Given
        var schema = schema(fields);

        // When
        var again = ProtoText.parse(schema.text());

        // Then
        assertThat(again).isEqualTo(new ProtoText.Parsed.Schema(schema));
    }

    @Provide
    Arbitrary<List<String>> fields() {
        return Arbitraries.of(TYPES).list().ofMaxSize(6);
    }

    private static ProtoSchema schema(List<String> types) {
        var body = new StringBuilder("message M { enum E { ZERO = 0; ONE = 1; } ");
        for (int i = 0; i < types.size(); i++) {
            body.append(types.get(i))
                    .append(" f")
                    .append(i)
                    .append(" = ")
                    .append(i + 1)
                    .append("; ");
        }
        return Schemas.proto3(body.append('}').toString());
    }
}
