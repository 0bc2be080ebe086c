package dev.millrace.topic.serde;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.millrace.message.video.VideoPacket;
import org.apache.kafka.common.errors.SerializationException;

class WireFormatFuzzTest {

    private final MessageDeserializer<VideoPacket> deserializer = new MessageDeserializer<>(VideoPacket.parser());

    @FuzzTest(maxDuration = "10m", maxExecutions = 1_000_000)
    void shouldReadAMessageOrSayWhyNot(byte[] bytes) {
        try {
            deserializer.deserialize("t", bytes);
        } catch (SerializationException e) {
            // The only way to refuse.
        }
    }
}
