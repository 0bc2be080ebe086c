package dev.millrace.recording.telemetry;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

class CsvDriveFuzzTest {

    private static final String HEAD = "Date,Time,Soc,Speed,LAT,LON\n";

    /** Half of the inputs begin with the names of the columns, which chance would seldom write. */
    @FuzzTest(maxDuration = "10m", maxExecutions = 1_000_000)
    void shouldReadLogOrSayWhyNot(FuzzedDataProvider data) {
        var head = data.consumeBoolean() ? HEAD : "";
        var drive = CsvDrive.parse("fuzz", head + data.consumeRemainingAsString());
        var last = Long.MIN_VALUE;
        for (var reading : drive.value().map(CsvDrive::readings).orElse(List.of())) {
            if (reading.timestamp() <= last) throw new AssertionError("not later than the one before: " + reading);
            last = reading.timestamp();
        }
    }
}
