package dev.millrace.connect.protobuf;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.millrace.message.telemetry.TelemetryRecord;
import java.util.Map;

class ProtobufConverterFuzzTest {

    private final ProtobufConverter converter = new ProtobufConverter();

    ProtobufConverterFuzzTest() {
        converter.configure(Map.of("message", TelemetryRecord.class.getName(), "undecodable", "pass"), false);
    }

    @FuzzTest(maxDuration = "10m", maxExecutions = 1_000_000)
    void shouldReadAMessageOrPassOnWhyNot(byte[] bytes) {
        converter.toConnectData("t", bytes);
    }
}
