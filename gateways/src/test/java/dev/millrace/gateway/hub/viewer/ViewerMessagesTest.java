package dev.millrace.gateway.hub.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.millrace.message.analysis.AnalysisResult;
import dev.millrace.message.analysis.AnalysisResult.Header;
import dev.millrace.message.imu.ImuBatch.Sample;
import dev.millrace.message.system.SystemRestart;
import dev.millrace.message.trajectory.TrajectoryPose;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewerMessagesTest {

    @Test
    void shouldWritePosesAsPythonDoes() {
        // Given
        var pose = TrajectoryPose.newBuilder()
                .setBody(
                        "{\"timestamp_ns\":1739402159030000001,\"pose\":[[1,0,0,0.10],[0,1,0,-2e-7]],\"note\":\"\u00e9\"}")
                .build();

        // When
        var text = ViewerMessages.trajectory(pose);

        // Then
        assertThat(text)
                .hasValue("{\"type\": \"trajectory_update\", \"pose\": {\"timestamp_ns\": 1739402159030000001,"
                        + " \"pose\": [[1, 0, 0, 0.1], [0, 1, 0, -2e-07]], \"note\": \"\\u00e9\"}}");
        assertThat(ViewerMessages.trajectory(
                        TrajectoryPose.newBuilder().setBody("{").build()))
                .isEmpty();
        assertThat(ViewerMessages.trajectory(TrajectoryPose.getDefaultInstance()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1739402159030000001 | `` | 1739402159030000001",
                "0 | 1.5e+18 | 1.5e+18",
                "0 | 18446744073709551616 | 18446744073709551616",
                "0 | \"17\u00e9\" | \"17\\u00e9\""
            })
    void shouldEchoTimestampsAsTheyWereReceived(long time, String token, String echoed) {
        // Given
        var sample = Sample.newBuilder()
                .setDeviceTime(time)
                .setDeviceTimeText(token)
                .setAccelerationX(1)
                .setAccelerationZ(9.81)
                .setRotationY(-1e-7)
                .build();

        // Then
        assertThat(ImuSampleMessage.text(sample))
                .isEqualTo("{\"type\": \"imu_data\", \"imu_data\": {\"type\": \"imu_data\", \"timestamp\": " + echoed
                        + ", \"accelerometer\": {\"x\": 1.0, \"y\": 0.0, \"z\": 9.81}"
                        + ", \"gyroscope\": {\"x\": 0.0, \"y\": -1e-07, \"z\": 0.0}}}");
    }

    @Test
    void shouldWriteEachHeaderOfAPictureAsAField() {
        // Given
        var result = AnalysisResult.newBuilder()
                .setBody(ByteString.copyFrom(new byte[] {(byte) 0xff, (byte) 0xd8, 1}))
                .setContentType("image/jpeg")
                .putHeaders("timestamp_ns", text("1739402159030000001"))
                .putHeaders("width", Header.newBuilder().setInteger(1280).build())
                .putHeaders(
                        "processing_time_ms", Header.newBuilder().setNumber(12).build())
                .putHeaders("keyframe", Header.newBuilder().setTruth(true).build())
                .putHeaders("type", text("spoofed"))
                .putHeaders("class_summary", text("{\"person\": 1}"))
                .build();

        // When
        var text = ViewerMessages.picture(result);

        // Then
        assertThat(text)
                .hasValue("{\"type\": \"processed_frame\", \"frame_data\": \"/9gB\","
                        + " \"timestamp_ns\": \"1739402159030000001\", \"width\": 1280, \"processing_time_ms\": 12.0,"
                        + " \"keyframe\": true, \"class_summary\": \"{\\\"person\\\": 1}\"}");
        assertThat(ViewerMessages.picture(
                        result.toBuilder().setContentType("application/json").build()))
                .isEmpty();
    }

    @Test
    void shouldPassOnACallToBeginAnewOnlyWhileItIsNew() {
        // Given
        var now = Instant.parse("2026-01-01T00:00:10Z");
        var issued = SystemRestart.newBuilder()
                .setIssuedNs(now.minusSeconds(10).getEpochSecond() * 1_000_000_000)
                .build();
        var unmarked = SystemRestart.getDefaultInstance();

        // Then
        assertThat(ViewerMessages.isTimely(issued, Duration.ZERO, now)).isTrue();
        assertThat(ViewerMessages.isTimely(issued, Duration.ZERO, now.plusMillis(1)))
                .isFalse();
        assertThat(ViewerMessages.isTimely(unmarked, Duration.ofSeconds(10), now))
                .isTrue();
        assertThat(ViewerMessages.isTimely(unmarked, Duration.ofSeconds(11), now))
                .isFalse();
    }

    private static Header text(String value) {
        return Header.newBuilder().setText(value).build();
    }
}
