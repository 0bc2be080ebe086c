package dev.millrace.gateway.hub.control;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

class SaidFuzzTest {

    @FuzzTest(maxDuration = "10m", maxExecutions = 1_000_000)
    void shouldUnderstandAnyTextOrSayWhyNot(byte[] utf8) {
        if (Said.of(new String(utf8, StandardCharsets.UTF_8)) instanceof Said.Command command) command.isLanding();
    }
}
