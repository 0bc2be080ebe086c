package dev.millrace.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.millrace.connect.sink.TableSinkConnector;
import dev.millrace.part.SettingsException;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Topic;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectorsTest {

    private static final Cluster CLUSTER = Cluster.of("127.0.0.1:9092", "http://127.0.0.1:8081");
    private static final Map<String, String> VALUES = ConnectPart.values(
            CLUSTER, Archive.settings("jdbc:postgresql://127.0.0.1/x").database());

    @ParameterizedTest
    @ValueSource(strings = {"telemetry-records", "telemetry-stats", "telemetry-absences"})
    void shouldReadFieldsThatTheTopicsMessageHas(String name) throws Exception {
        // Given
        var template = Template.find(name, "", VALUES);
        var message = (Message) Class.forName(template.config().get("value.converter.message"))
                .getMethod("getDefaultInstance")
                .invoke(null);

        // When
        new TableSinkConnector().start(template.config());

        // Then
        assertThat(CLUSTER.topics().all().stream()
                        .filter(topic -> topic.name().equals(template.config().get("topics"))))
                .singleElement()
                .extracting(Topic::message)
                .isEqualTo(message);
        template.config().forEach((key, value) -> {
            if (key.startsWith("column.")) requirePath(message.getDescriptorForType(), lastWord(value));
        });
    }

    private static String lastWord(String text) {
        return text.substring(text.lastIndexOf(' ') + 1);
    }

    private static void requirePath(Descriptor message, String path) {
        if (path.startsWith("_")) return;
        var type = message;
        for (var name : path.split("\\.")) {
            if (name.matches("\\d+")) continue;
            var field = type.findFieldByName(name);
            assertThat(field).as(path + " of " + message.getFullName()).isNotNull();
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) type = field.getMessageType();
        }
    }

    @Test
    void shouldKeepNamespacesApart() {
        // Given
        var cluster = CLUSTER.in(new dev.millrace.topic.Namespace("trial"));

        // When
        var template = Template.find(
                "telemetry-stats",
                "",
                ConnectPart.values(
                        cluster,
                        Archive.settings("jdbc:postgresql://127.0.0.1/x").database()));

        // Then
        assertThat(template.name()).isEqualTo("trial.telemetry-stats");
        assertThat(template.config())
                .containsEntry("topics", "trial.telemetry.stats")
                .containsEntry("errors.deadletterqueue.topic.name", "trial.dead-letters");
    }

    @Test
    void shouldJoinLinesFlattenObjectsAndFillPlaces() {
        // Given
        var text = "{\"name\":\"n\",\"config\":{\"a\":[\"x\",\"y\"],\"b\":{\"c\":1},\"d\":\"${jdbc-user}\"}}";

        // When
        var template = Template.parse("here", text, Map.of("jdbc-user", "quote\"d"));

        // Then
        assertThat(template.config()).isEqualTo(Map.of("a", "x\ny", "b.c", "1", "d", "quote\"d"));
    }

    @Test
    void shouldSayWhichPlaceItCannotFillAndWhichConnectorItDoesNotKnow() {
        // When
        assertThatThrownBy(() -> Template.parse("here", "{\"name\":\"${nothing}\"}", Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("${nothing}");

        // Then
        assertThatThrownBy(() -> Template.find("unheard-of", "", VALUES))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("unheard-of");
    }
}
