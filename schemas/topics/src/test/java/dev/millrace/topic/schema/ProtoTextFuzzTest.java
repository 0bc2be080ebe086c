package dev.millrace.topic.schema;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.millrace.topic.schema.ProtoText.Parsed;
import java.nio.charset.StandardCharsets;

class ProtoTextFuzzTest {

    @FuzzTest(maxDuration = "10m", maxExecutions = 1_000_000)
    void shouldReadTextOrSayWhyNot(byte[] bytes) {
        requireStable(ProtoText.parse(new String(bytes, StandardCharsets.UTF_8)));
    }

    /** What was read can be printed, read again and compared with itself. */
    static void requireStable(Parsed parsed) {
        if (!(parsed instanceof Parsed.Schema read)) return;
        var again = ProtoText.parse(read.schema().text());
        if (!again.equals(parsed)) throw new AssertionError(read.schema().text() + "\nis read as\n" + again);
        FileChanges.between(read.schema().file(), read.schema().file());
    }
}
