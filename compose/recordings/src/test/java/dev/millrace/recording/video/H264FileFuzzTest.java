package dev.millrace.recording.video;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

class H264FileFuzzTest {

    private static final FuzzedFile FILE = new FuzzedFile();

    @FuzzTest(maxDuration = "10m", maxExecutions = 1_000_000)
    void shouldPlayElementaryStreamOrSayWhyNot(byte[] bytes) throws IOException {
        FuzzedFile.requirePlayable(H264File.open(FILE.holding(bytes)));
    }
}
