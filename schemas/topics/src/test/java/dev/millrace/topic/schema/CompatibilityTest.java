package dev.millrace.topic.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.topic.schema.Incompatibility.Kind;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompatibilityTest {

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                // before | after | all that changed for a reader of "after"
                "message M { int32 a = 1; }                     | message M { int32 a = 1; string b = 2; }               |",
                "message M { int32 a = 1; }                     | message M { int32 a = 1; } message N {}                |",
                "message M { int32 a = 1; }                     | message M { int64 a = 1; }                             | FIELD_TYPE_ADJUSTED",
                "message M { int32 a = 1; }                     | message M { bool a = 1; }                              | FIELD_TYPE_ADJUSTED",
                "message M { E a = 1; } enum E { Z = 0; }       | message M { uint64 a = 1; } enum E { Z = 0; }          | FIELD_TYPE_ADJUSTED",
                "message M { int32 a = 1; }                     | message M { sint32 a = 1; }                            | FIELD_TYPE_CHANGED",
                "message M { int32 a = 1; }                     | message M { fixed32 a = 1; }                           | FIELD_TYPE_CHANGED",
                "message M { fixed32 a = 1; }                   | message M { sfixed32 a = 1; }                          | FIELD_TYPE_ADJUSTED",
                "message M { fixed64 a = 1; }                   | message M { double a = 1; }                            | FIELD_TYPE_CHANGED",
                "message M { string a = 1; }                    | message M { bytes a = 1; }                             | FIELD_TYPE_ADJUSTED",
                "message M { string a = 1; }                    | message M { int32 a = 1; }                             | FIELD_TYPE_CHANGED",
                "message M { N a = 1; } message N {} message O {} | message M { O a = 1; } message N {} message O {}     | FIELD_TYPE_CHANGED",
                "message M { bytes a = 1; } message N {}        | message M { N a = 1; } message N {}                    | FIELD_TYPE_CHANGED PRESENCE_CHANGED",
                "message M { int32 a = 1; }                     | message M { repeated int32 a = 1; }                    | NUMERIC_LABEL_CHANGED",
                "message M { repeated string a = 1; }           | message M { string a = 1; }                            | LABEL_CHANGED",
                "message M { int32 a = 1; }                     | message M { optional int32 a = 1; }                    | PRESENCE_CHANGED",
                "message M { int32 a = 1; }                     | message M { int32 b = 1; }                             | FIELD_RENAMED",
                "message M { int32 a = 1; }                     | message M {}                                           | FIELD_REMOVED",
                "message M { int32 a = 1; }                     | message M { reserved 1; }                              | FIELD_RETIRED",
                "message M { map<string, int32> a = 1; }        | message M { map<string, int64> a = 1; }                | FIELD_TYPE_ADJUSTED",
                "message M { map<string, int32> a = 1; }        | message M { map<string, string> a = 1; }               | FIELD_TYPE_CHANGED",
                "message M { map<string, int32> a = 1; }        | message M { map<string, int32> b = 1; }                | FIELD_RENAMED",
                "message M { map<string, int32> a = 1; }        | message M { repeated N a = 1; } message N {}           | FIELD_TYPE_CHANGED",
                "message M {} message N {}                      | message M {}                                           | MESSAGE_REMOVED",
                "message M {}                                   | message N {}                                           | MESSAGE_REMOVED",
                "message M { message I {} }                     | message M {}                                           | MESSAGE_REMOVED",
                "message M { message I { int32 a = 1; } }       | message M { message I { string a = 1; } }              | FIELD_TYPE_CHANGED",
                "message M {}                                   | message N {} message M {}                              | FIRST_MESSAGE_MOVED",
                "package p; message M { N a = 1; } message N {} | package q; message M { N a = 1; } message N {}         | PACKAGE_CHANGED",
                "message M {} enum E { Z = 0; A = 1; }          | message M {} enum E { Z = 0; }                         | ENUM_VALUE_REMOVED",
                "message M {} enum E { Z = 0; A = 1; }          | message M {} enum E { Z = 0; B = 1; }                  | ENUM_VALUE_RENAMED",
                "message M {} enum E { Z = 0; A = 1; }          | message M {} enum E { Z = 0; A = 2; }                  | ENUM_VALUE_REMOVED",
                "message M {} enum E { Z = 0; }                 | message M {} enum E { Z = 0; A = 1; }                  |",
                "message M {} enum E { Z = 0; }                 | message M {}                                           | ENUM_REMOVED",
                "message M { int32 a = 1; }                     | message M { oneof o { int32 a = 1; int32 b = 2; } }    | FIELD_MOVED_TO_NEW_ONEOF",
                "message M { int32 a = 1; int32 b = 2; }        | message M { oneof o { int32 a = 1; int32 b = 2; } }    | FIELDS_MOVED_TO_NEW_ONEOF",
                "message M { oneof o { int32 a = 1; } int32 b = 2; } | message M { oneof o { int32 a = 1; int32 b = 2; } } | FIELD_MOVED_TO_EXISTING_ONEOF",
                "message M { oneof o { int32 a = 1; int32 b = 2; } } | message M { oneof o { int32 a = 1; } int32 b = 2; } | ONEOF_FIELD_REMOVED",
                "message M { oneof o { int32 a = 1; } }         | message M { oneof o { int32 a = 1; int32 b = 2; } }    |",
                "message M { oneof o { int32 a = 1; int32 b = 2; } } | message M { oneof p { int32 a = 1; int32 b = 2; } } | ONEOF_REMOVED FIELD_MOVED_TO_NEW_ONEOF",
                "message M { oneof o { int32 a = 1; } }         | message M { int32 a = 1; }                             | ONEOF_REMOVED",
            })
    void shouldNameEveryChange(String before, String after, String kinds) {
        // Given
        var old = Schemas.proto3(before);
        var now = Schemas.proto3(after);

        // When
        var changes = FileChanges.between(old.file(), now.file());

        // Then
        assertThat(changes).extracting(Incompatibility::kind).containsExactlyInAnyOrderElementsOf(kinds(kinds));
        assertThat(changes).allSatisfy(change -> assertThat(change.sentence()).isNotBlank());
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "message M { }                         | message M { required int32 a = 1; } | REQUIRED_FIELD_ADDED",
                "message M { required int32 a = 1; }   | message M { }                       | REQUIRED_FIELD_REMOVED",
                "message M { optional int32 a = 1; }   | message M { required int32 a = 1; } | REQUIRED_FIELD_ADDED",
                "message M { required int32 a = 1; }   | message M { optional int32 a = 1; } | LABEL_CHANGED",
            })
    void shouldMindRequiredFields(String before, String after, Kind kind) {
        // When
        var changes = FileChanges.between(
                Schemas.proto2(before).file(), Schemas.proto2(after).file());

        // Then
        assertThat(changes).extracting(Incompatibility::kind).containsExactly(kind);
    }

    @Test
    void shouldReachBackAsFarAsTheLevelSays() {
        // Given
        var first = Schemas.proto3("message M { int32 a = 1; }");
        var second = Schemas.proto3("message M {}");
        var third = Schemas.proto3("message M { string a = 1; }");

        // When
        var toLast = new Compatibility(Rules.WIRE, Level.BACKWARD).check(third, List.of(first, second));
        var toAll = new Compatibility(Rules.WIRE, Level.BACKWARD_TRANSITIVE).check(third, List.of(first, second));

        // Then
        assertThat(toLast).isEmpty();
        assertThat(toAll).extracting(Incompatibility::path).containsExactly("M.a");
    }

    @Test
    void shouldLookForwardFromTheOlderReader() {
        // Given
        var before = Schemas.proto3("message M {}");
        var after = Schemas.proto3("message M {} message N {}");

        // When
        var forward = new Compatibility(Rules.WIRE, Level.FORWARD).check(after, List.of(before));
        var backward = new Compatibility(Rules.WIRE, Level.BACKWARD).check(after, List.of(before));

        // Then
        assertThat(forward).extracting(Incompatibility::kind).containsExactly(Kind.MESSAGE_REMOVED);
        assertThat(backward).isEmpty();
    }

    private static List<Kind> kinds(String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(" ")).map(Kind::valueOf).toList();
    }
}
