package dev.millrace.gateway.hub.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class JpegHeaderFuzzTest {

    @FuzzTest(maxDuration = "10m", maxExecutions = 1_000_000)
    void shouldReadASizeFromAnyBytesOrSayThatThereIsNone(byte[] bytes) {
        JpegHeader.read(bytes, 0).ifPresent(header -> {
            assertThat(header.width()).isBetween(1, 65_535);
            assertThat(header.height()).isBetween(1, 65_535);
        });
    }
}
