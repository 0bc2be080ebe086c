package dev.millrace.gateway.telemetry;

import com.code_intelligence.jazzer.junit.FuzzTest;

class ArrivingFuzzTest {

    @FuzzTest(maxDuration = "10m", maxExecutions = 1_000_000)
    void shouldReadAPacketOrSayWhyNot(byte[] body) {
        Arriving.read(body, body.length % 2 == 0 ? Arriving.Kind.COMPRESSED : Arriving.Kind.FULL);
    }
}
