package dev.millrace.launcher.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.launcher.platform.Home;
import dev.millrace.topic.Namespace;
import dev.millrace.topic.Topics;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class CatalogueTableTest {

    @Test
    void shouldStandInTheDocumentationAsItIs() throws Exception {
        // Given
        var document = Files.readString(Home.find().resolve("docs").resolve("architecture.md"));

        // When
        var table = CatalogueTable.markdown(Topics.in(Namespace.NONE));

        // Then
        assertThat(document)
                .as("docs/architecture.md holds what ./millrace topics --markdown prints")
                .contains(table);
    }
}
