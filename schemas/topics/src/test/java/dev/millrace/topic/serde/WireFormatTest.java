package dev.millrace.topic.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.message.video.VideoKeyframe;
import java.io.IOException;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class WireFormatTest {

    private final MessageDeserializer<VideoKeyframe> deserializer = new MessageDeserializer<>(VideoKeyframe.parser());

    @Test
    void shouldWriteTheFirstMessageOfASchemaWithASingleZeroAsIndex() {
        // When
        var bytes = WireFormat.write(2, VideoKeyframe.newBuilder().setOffset(5).build());

        // Then
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("000000000200" + "800105");
        assertThat(WireFormat.schemaId(bytes)).isEqualTo(2);
        assertThat(deserializer.deserialize("t", bytes))
                .isEqualTo(VideoKeyframe.newBuilder().setOffset(5).build());
    }

    @Test
    void shouldSkipTheIndexThatOthersWriteForALaterMessage() throws IOException {
        // Given
        var bytes = HexFormat.of().parseHex("0000000002" + "0202" + "800105");

        // Then
        assertThat(WireFormat.payloadOffset(bytes)).isEqualTo(7);
    }

    @Property
    void shouldReadAMessageOrSayWhyNotWhateverTheBytes(@ForAll byte[] bytes) {
        // When
        try {
            deserializer.deserialize("t", bytes);
        } catch (SerializationException e) {
            // Then
            assertThat(e).hasMessageContaining("t");
        }
    }

    @Test
    void shouldRefuseAnIndexOfUncheckedLength() {
        // Given
        var bytes = HexFormat.of().parseHex("0000000002" + "feffffff0f" + "00");

        // Then
        assertThatThrownBy(() -> WireFormat.payloadOffset(bytes)).isInstanceOf(IOException.class);
    }
}
