package dev.millrace.recording.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.recording.file.Opened;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CsvDriveTest {

    private static final String HEADER = "Date,Time,Soc,Speed,Mode,LAT,LON\n";

    @Test
    void shouldDeriveSpeedPowerHeadingAndOdometer() {
        // Given: a minute eastwards along the equator at 72 km/h, using 0.01 % a second
        String text = HEADER
                + IntStream.range(0, 60)
                        .mapToObj(second -> "7/1/2021,10:00:%02d,%f,72,D,0,%f"
                                .formatted(second, 90 - second * 0.01, second * 20 / 111_195.0))
                        .collect(Collectors.joining("\n"));

        // When
        CsvDrive drive = CsvDrive.parse("east", text).value().orElseThrow();

        // Then
        Reading last = drive.readings().get(59);
        assertThat(last.timestamp()).isEqualTo(1_625_133_659_000L);
        assertThat(last.speed()).isCloseTo(44.74f, within(0.01f));
        assertThat(last.power()).isCloseTo(2.196f, within(0.001f));
        assertThat(last.heading()).isEqualTo(90);
        assertThat(last.odometer()).isCloseTo(59 * 20 / 1609.344f, within(0.001f));
        assertThat(drive.badLines()).isZero();
    }

    @Test
    void shouldHoldTheHeadingWhileStanding() {
        // Given
        String text = HEADER + """
                7/1/2021,10:00:00,90,36,D,0,0
                7/1/2021,10:00:01,90,36,D,0,0.0001
                7/1/2021,10:00:02,90,0,N,0.0002,0.0001
                7/1/2021,10:00:03,90,0,N,0.0001,0.0003
                """;

        // When
        CsvDrive drive = CsvDrive.parse("halt", text).value().orElseThrow();

        // Then
        assertThat(drive.readings()).extracting(Reading::heading).containsExactly(0, 90, 90, 90);
    }

    @Test
    void shouldLeaveOutAndCountBadLines() {
        // Given
        String text = HEADER + """
                7/1/2021,10:00:00,90,36,D,0,0
                half a line
                7/1/2021,10:00:00,90,36,D,0,0
                7/1/2021,25:00:00,90,36,D,0,0
                7/1/2021,10:00:01,NaN,36,D,0,0
                7/1/2021,10:00:02,90,fast,D,0,0
                7/1/2021,10:00:03,101,36,D,0,0

                7/1/2021,10:00:04,90,36,D,0,0
                """;

        // When
        CsvDrive drive = CsvDrive.parse("rough", text).value().orElseThrow();

        // Then
        assertThat(drive.readings()).hasSize(2);
        assertThat(drive.badLines()).isEqualTo(7);
        assertThat(drive.firstBadLine()).contains("3: half a line");
    }

    @Test
    void shouldSayWhatIsWrongWithAFileThatIsNoLog() {
        // Given
        String text = "a,b\n1,2\n";

        // When
        Opened<CsvDrive> opened = CsvDrive.parse("odd.csv", text);

        // Then
        assertThat(opened.reason())
                .contains("odd.csv is no log of a drive: its first line must name Date, Time, Soc, Speed, LAT and LON");
    }

    @Test
    void shouldSayThatAFileDoesNotExist() {
        // Given
        Path file = Path.of("nowhere.csv");

        // When
        Opened<CsvDrive> opened = CsvDrive.open(file);

        // Then
        assertThat(opened.reason()).contains("nowhere.csv does not exist");
    }

    @Property
    void shouldTakeAnyTextWithoutFailing(@ForAll String text) {
        // When
        Opened<CsvDrive> bare = CsvDrive.parse("any", text);
        Opened<CsvDrive> afterHeader = CsvDrive.parse("any", HEADER + text);

        // Then
        assertThat(bare.reason().isPresent()).isNotEqualTo(bare.value().isPresent());
        assertThat(afterHeader.reason().isPresent())
                .isNotEqualTo(afterHeader.value().isPresent());
    }
}
