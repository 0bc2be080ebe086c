package dev.millrace.recording.telemetry;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.millrace.recording.file.Opened;
import java.nio.charset.StandardCharsets;
import java.util.List;

class CsvDriveFuzzTest {

    private static final String HEAD = "Date,Time,Soc,Speed,LAT,LON\n";

    @FuzzTest(maxDuration = "10m", maxExecutions = 1_000_000)
    void shouldReadLogOrSayWhyNot(byte[] bytes) {
        requireOrder(CsvDrive.parse("fuzz", new String(bytes, StandardCharsets.ISO_8859_1)));
    }

    /** Random bytes seldom make a first line that names the columns. */
    @FuzzTest(maxDuration = "10m", maxExecutions = 1_000_000)
    void shouldReadLinesOrLeaveThemOut(byte[] bytes) {
        requireOrder(CsvDrive.parse("fuzz", HEAD + new String(bytes, StandardCharsets.ISO_8859_1)));
    }

    private static void requireOrder(Opened<CsvDrive> opened) {
        var last = Long.MIN_VALUE;
        for (var reading : opened.value().map(CsvDrive::readings).orElse(List.of())) {
            if (reading.timestamp() <= last) throw new AssertionError("not later than the one before: " + reading);
            last = reading.timestamp();
        }
    }
}
