package dev.millrace.gateway.hub.upload;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

class TusMetadataFuzzTest {

    @FuzzTest(maxDuration = "10m", maxExecutions = 1_000_000)
    void shouldReadAnyHeaderOrSayThatItIsNone(byte[] bytes) {
        var header = new String(bytes, StandardCharsets.ISO_8859_1);
        TusMetadata.read(header).ifPresent(told -> told.values().forEach(FileName::of));
        Checksum.read(header);
    }
}
