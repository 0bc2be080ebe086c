package dev.millrace.topic.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No published message changes under those who use it. */
class GoldenDescriptorTest {

    private static final String HOW_TO_RECORD = """
            is not the newest recorded version. If the change is meant, record it as a new version:

                mvn -q -pl schemas/topics -am test -Dtest=GoldenDescriptorTest \
            -Dsurefire.failIfNoSpecifiedTests=false -Dmillrace.golden.record=true

            and commit schemas/golden. A message that nobody uses yet may start over: delete its folder there first.
            """;

    static Stream<ProtoSchema> messages() {
        return ProtoTextTest.descriptorSet("/millrace.protobin").getFileList().stream()
                .map(file -> ProtoTextTest.schema(ProtoText.parse(file.toByteArray())));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void shouldBreakNoVersionEverPublished(ProtoSchema current) {
        // Given
        var rules = new Compatibility(Rules.PUBLISHED, Level.BACKWARD_TRANSITIVE);

        // When
        var broken = rules.check(current, Golden.of(current).versions());

        // Then
        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void shouldHaveEveryVersionRecorded(ProtoSchema current) {
        // Given
        var golden = Golden.of(current);
        if (Boolean.getBoolean("millrace.golden.record")) record(golden, current);

        // When
        var versions = golden.versions();

        // Then
        assertThat(versions)
                .withFailMessage(golden.directory().getFileName() + " " + HOW_TO_RECORD)
                .endsWith(current);
    }

    @Test
    void shouldStillHaveEveryMessageThatWasPublished() {
        // When
        var names = messages()
                .map(schema -> Golden.of(schema).directory().getFileName().toString());

        // Then
        assertThat(names).containsAll(Golden.names());
    }

    private static void record(Golden golden, ProtoSchema current) {
        var versions = golden.versions();
        var broken = new Compatibility(Rules.PUBLISHED, Level.BACKWARD_TRANSITIVE).check(current, versions);
        boolean isKnown =
                !versions.isEmpty() && versions.get(versions.size() - 1).equals(current);
        if (broken.equals(List.of()) && !isKnown) golden.add(current);
    }
}
