package dev.millrace.recording.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.recording.SharedData;
import java.util.DoubleSummaryStatistics;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealDrivesTest {

    @ParameterizedTest
    @CsvSource({
        "T1_07_01_2021.csv, 4535, 0",
        "T3_04_22_2021_1.csv, 1049, 0",
        "T3_05_31_2021.csv, 1122, 0",
        "T3_06_07_2021.csv, 1700, 3"
    })
    void shouldReadARealDriveAndCountItsBadLines(String name, int good, int bad) {
        // Given
        var file = SharedData.file("ev").resolve(name);

        // When
        CsvDrive drive = CsvDrive.open(file).value().orElseThrow();

        // Then
        assertThat(drive.readings()).hasSize(good);
        assertThat(drive.badLines()).isEqualTo(bad);
        assertThat(drive.readings()).extracting(Reading::heading).allMatch(heading -> heading >= 0 && heading < 360);
        assertThat(drive.readings()).extracting(Reading::speed).allMatch(speed -> speed >= 0 && speed < 60);
        DoubleSummaryStatistics power = drive.readings().stream().collect(Collectors.summarizingDouble(Reading::power));
        assertThat(power.getMax())
                .as("kW drawn at most by a car with a 13 kW motor")
                .isBetween(5.0, 20.0);
        assertThat(power.getAverage()).isBetween(1.0, 10.0);
    }
}
