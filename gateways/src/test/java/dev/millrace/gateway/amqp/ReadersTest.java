package dev.millrace.gateway.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.impl.LongStringHelper;
import dev.millrace.message.analysis.AnalysisResult.Header;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadersTest {

    @Test
    void shouldDecodePointCloudAndNameTheNameless() {
        // When
        var cloud = taken(new CloudReader("lion"), "{\"ply_data_b64\":\"cGx5\\nCg==\"}", Map.of());

        // Then
        assertThat(cloud.key()).isEqualTo("lion");
        assertThat(cloud.value().getFileName()).isEqualTo("output.ply");
        assertThat(cloud.value().getPly().toStringUtf8()).isEqualTo("ply\n");
    }

    @Test
    void shouldSayWhatIsWrongWithPointCloud() {
        // When
        var arrived = new CloudReader("lion").read(incoming("{\"ply_data_b64\":\"A\"}", Map.of()));

        // Then
        assertThat(arrived)
                .isInstanceOfSatisfying(
                        Arrived.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo("not-base64"));
    }

    @Test
    void shouldKeepTheTypesOfHeaders() {
        // Given
        Map<String, Object> headers = Map.of(
                "timestamp_ns",
                1_739_402_159_030_000_001L,
                "processing_time_ms",
                12.5,
                "class_summary",
                LongStringHelper.asLongString("{\"person\": 2}"),
                "is_last",
                true,
                "sizes",
                List.of(1, 2));

        // When
        var result = taken(new ResultReader("cam"), "jpeg", headers).value();

        // Then
        assertThat(result.getHeadersMap())
                .containsEntry(
                        "timestamp_ns",
                        Header.newBuilder()
                                .setInteger(1_739_402_159_030_000_001L)
                                .build())
                .containsEntry(
                        "processing_time_ms",
                        Header.newBuilder().setNumber(12.5).build())
                .containsEntry(
                        "class_summary",
                        Header.newBuilder().setText("{\"person\": 2}").build())
                .containsEntry("is_last", Header.newBuilder().setTruth(true).build())
                .containsEntry("sizes", Header.newBuilder().setText("[1,2]").build());
        assertThat(result.getCaptureTimeNs()).isEqualTo(1_739_402_159_030_000_001L);
        assertThat(result.getContentType()).isEqualTo("image/jpeg");
    }

    @Test
    void shouldReadNestedSampleAndKeepItsOwnStamp() {
        // When
        var batch = taken(
                        new SampleReader("amqp"),
                        "{\"timestamp\":\"1500\",\"imu_data\":{\"accelerometer\":{\"x\":1,\"y\":2,\"z\":3},"
                                + "\"gyroscope\":{\"x\":4,\"y\":5,\"z\":\"6.5\"}}}",
                        Map.of())
                .value();

        // Then
        assertThat(new String(new SampleReader("amqp").content(batch), StandardCharsets.UTF_8))
                .isEqualTo("{\"type\": \"imu_data\", \"timestamp\": \"1500\", \"accelerometer\": {\"x\": 1.0,"
                        + " \"y\": 2.0, \"z\": 3.0}, \"gyroscope\": {\"x\": 4.0, \"y\": 5.0, \"z\": 6.5}}");
        assertThat(batch.getSamples(0).getDeviceNs()).isEqualTo(1500);
    }

    @Test
    void shouldKnowTheSameMessageAgainWheneverItWasReceived() {
        // Given
        var reader = new ResultReader("cam");
        Map<String, Object> headers = Map.of("a", 1, "b", 2, "c", 3);
        var first = taken(reader, "body", headers).value();
        var other = taken(reader, "other", headers).value();

        // When
        var again = first.toBuilder().setReceivedNs(9).setSessionId("amqp-2").build();

        // Then
        assertThat(Fingerprint.of(again)).isEqualTo(Fingerprint.of(first)).isNotEqualTo(Fingerprint.of(other));
    }

    private static <V> Arrived.Taken<V> taken(Reader<V> reader, String body, Map<String, Object> headers) {
        return (Arrived.Taken<V>) reader.read(incoming(body, headers));
    }

    private static Incoming incoming(String body, Map<String, Object> headers) {
        return new Incoming(
                "exchange", body.getBytes(StandardCharsets.UTF_8), "id", "image/jpeg", headers, 1, "amqp-1");
    }
}
