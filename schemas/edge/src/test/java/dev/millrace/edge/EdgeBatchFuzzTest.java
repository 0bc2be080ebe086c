package dev.millrace.edge;

import com.code_intelligence.jazzer.junit.FuzzTest;

class EdgeBatchFuzzTest {

    @FuzzTest(maxDuration = "10m", maxExecutions = 1_000_000)
    void shouldTakeAnyBytesAsABatchOrSayWhyNot(byte[] bytes) {
        if (!(EdgeBatch.split(bytes) instanceof EdgeBatch.Packets batch)) return;
        for (var packet : batch.packets()) {
            var decoding = EdgeDecoder.decode(EdgeState.NEW, packet);
            if (decoding instanceof Decoding.Rejected rejected) throw new AssertionError("a batch of " + rejected);
        }
    }
}
