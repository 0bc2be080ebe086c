package dev.millrace.connect.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.connect.TestRegistry;
import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.message.telemetry.TelemetryRecord.Provenance;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.serde.MessageSerdes;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.Test;

class ProtobufConverterTest {

    private static final TelemetryRecord READING = TelemetryRecord.newBuilder()
            .setTimestampMs(1_795_262_400_000L)
            .setSpeed(TelemetryRecord.Value.newBuilder()
                    .setValue(55.5)
                    .setProvenance(Provenance.PROVENANCE_PREDICTED)
                    .setBound(0.25))
            .addSignals(TelemetryRecord.Signal.newBuilder().setName("latitude"))
            .build();

    @Test
    void shouldReadTheSameByClassAsByTheWritersSchema() {
        // Given
        try (var registry = new TestRegistry()) {
            var bytes = new MessageSerdes(Cluster.of("127.0.0.1:1", registry.url()))
                    .serializer()
                    .serialize("t", READING);
            var byClass = converter(Map.of("message", TelemetryRecord.class.getName()));
            var bySchema = converter(Map.of("schema.registry.url", registry.url()));

            // When
            var one = byClass.toConnectData("t", bytes);
            var other = bySchema.toConnectData("t", bytes);

            // Then
            assertThat(other).isEqualTo(one);
            var struct = (Struct) one.value();
            assertThat(struct.getStruct("speed").get("provenance")).isEqualTo("PROVENANCE_PREDICTED");
            assertThat(struct.getStruct("speed").get("bound")).isEqualTo(0.25);
            assertThat(struct.get("battery")).isNull();
            assertThat(struct.get("odometer")).isEqualTo(0.0);
            assertThat(((Struct) struct.getArray("signals").get(0)).get("name")).isEqualTo("latitude");
        }
    }

    @Test
    void shouldFailOrPassOnWhatIsNoMessageAsConfigured() {
        // Given
        var name = TelemetryRecord.class.getName();
        var strict = converter(Map.of("message", name));
        var passing = converter(Map.of("message", name, "undecodable", "pass"));

        // When
        var passed = passing.toConnectData("t", new byte[] {1, 2, 3});

        // Then
        assertThat(ProtobufConverter.Undecodable.is(passed.schema())).isTrue();
        assertThat(passed.value()).asString().contains("not in the schema registry's wire format");
        assertThatThrownBy(() -> strict.toConnectData("t", new byte[] {1, 2, 3}))
                .isInstanceOf(DataException.class);
        assertThat(strict.toConnectData("t", null).value()).isNull();
    }

    @Test
    void shouldTellARegistryThatIsAwayFromARecordThatIsBad() {
        // Given
        var converter = converter(Map.of("schema.registry.url", "http://127.0.0.1:1", "undecodable", "pass"));

        // When
        assertThatThrownBy(() -> converter.toConnectData("t", new byte[] {0, 0, 0, 0, 1, 0}))

                // Then
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("is away");
    }

    @Test
    void shouldReadMapsEnumsAndMessagesInsideTheirOwnKind() {
        // Given
        var type = com.google.protobuf.Struct.getDescriptor();
        var shape = Shape.of(type);
        var inner = com.google.protobuf.Value.newBuilder().setNumberValue(2).build();

        // When
        var struct = shape.struct(
                com.google.protobuf.Struct.newBuilder().putFields("a", inner).build());

        // Then
        var value = (Struct) struct.getMap("fields").get("a");
        assertThat(value.get("number_value")).isEqualTo(2.0);
        assertThat(value.schema().field("struct_value").schema().type())
                .isEqualTo(org.apache.kafka.connect.data.Schema.Type.BYTES);
    }

    private static ProtobufConverter converter(Map<String, String> settings) {
        var converter = new ProtobufConverter();
        converter.configure(settings, false);
        return converter;
    }
}
