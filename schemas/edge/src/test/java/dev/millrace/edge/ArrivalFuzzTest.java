package dev.millrace.edge;

import com.code_intelligence.jazzer.junit.FuzzTest;

class ArrivalFuzzTest {

    @FuzzTest(maxDuration = "10m", maxExecutions = 1_000_000)
    void shouldReadAPacketOrSayWhyNot(byte[] body) {
        Arrival.compressed(body);
        Arrival.full(body);
        Arrival.fullBatch(body);
        Arrival.closedLoop(body);
        Arrival.closedLoopBatch(body);
    }
}
