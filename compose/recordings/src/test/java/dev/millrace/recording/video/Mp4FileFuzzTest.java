package dev.millrace.recording.video;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;

class Mp4FileFuzzTest {

    private static final FuzzedFile FILE = new FuzzedFile();

    /** The boxes that open an MP4, so that not every input ends at the question of the format. */
    private static final byte[] HEAD = Base64.getDecoder().decode("AAAAGGZ0eXBpc29tAAACAGlzb21pc28yAAAB9G1vb3Y=");

    @FuzzTest(maxDuration = "10m", maxExecutions = 1_000_000)
    void shouldPlayContainerOrSayWhyNot(FuzzedDataProvider data) throws IOException {
        var bytes = new ByteArrayOutputStream();
        if (data.consumeBoolean()) bytes.writeBytes(HEAD);
        bytes.writeBytes(data.consumeRemainingAsBytes());
        FuzzedFile.requirePlayable(Mp4File.open(FILE.holding(bytes.toByteArray())));
    }
}
