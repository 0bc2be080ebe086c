package dev.millrace.recording.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.recording.Recording.OfDevice;
import dev.millrace.recording.Recordings;
import dev.millrace.recording.SharedData;
import dev.millrace.recording.device.ImuSample.Axes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImuCsvTest {

    private static final String HEADER = "timestamp,omega_x,omega_y,omega_z,alpha_x,alpha_y,alpha_z\n";

    @TempDir
    Path directory;

    @Test
    void shouldKeepOrderAndRepeatsAndLeaveOutWhatMakesNoSense() {
        // Given
        var text =
                HEADER + "30,1,2,3,4,5,6\n20,1,2,3,4,5,6\nnever,1,2,3,4,5,6\n20,1,2,3,4,5,6\n40,1,2,NaN,4,5,6\n50,1\n";

        // When
        var log = ImuCsv.parse("imu0.csv", text).value().orElseThrow();

        // Then
        assertThat(log.samples()).extracting(ImuSample::timeNs).containsExactly(30L, 20L, 20L);
        assertThat(log.samples().get(0)).isEqualTo(new ImuSample(30, new Axes(1, 2, 3), new Axes(4, 5, 6)));
        assertThat(log.badLines()).isEqualTo(3);
    }

    @Test
    void shouldSayWhatIsMissing() {
        // When
        var opened = ImuCsv.parse("imu0.csv", HEADER);

        // Then
        assertThat(opened.reason().orElseThrow()).contains("holds no sample");
    }

    @Test
    void shouldSpeakAsPhonesDo() {
        // Given
        var sample = new ImuSample(1739402161351000000L, new Axes(-0.25, 0, 1), new Axes(0.5, 1e-9, 9.75));

        // When
        var text = sample.text(5);

        // Then
        assertThat(text)
                .isEqualTo("{\"type\":\"imu_data\",\"timestamp\":1739402161351000005,"
                        + "\"accelerometer\":{\"x\":0.5,\"y\":1.0E-9,\"z\":9.75},"
                        + "\"gyroscope\":{\"x\":-0.25,\"y\":0.0,\"z\":1.0}}");
    }

    @Test
    void shouldBeToldFromADriveByItsFirstLine() throws IOException {
        // Given
        var file = Files.writeString(
                directory.resolve("data.csv"),
                "#timestamp [ns],w_RS_S_x [rad s^-1],w_RS_S_y,w_RS_S_z,a_RS_S_x,a_RS_S_y,a_RS_S_z\n1,0,0,0,0,0,0\n");

        // When
        var opened = Recordings.open(file);

        // Then
        assertThat(opened.value().orElseThrow()).isInstanceOf(OfDevice.class);
    }

    @Test
    void shouldReadARealDroneWhole() {
        // Given
        var file = SharedData.file("drone/imu0.csv");

        // When
        var log = (ImuCsv) ((OfDevice) Recordings.open(file).value().orElseThrow()).log();

        // Then
        assertThat(log.length()).hasValue(48_047);
        assertThat(log.badLines()).isZero();
    }
}
