package dev.millrace.gateway.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.impl.LongStringHelper;
import dev.millrace.message.analysis.AnalysisResult.Header;
import dev.millrace.message.imu.ImuBatch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadersTest {

    private static final long NOW = 1_795_000_000_000_000_000L;

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

    @ParameterizedTest
    @CsvSource({
        "1.5e+18, 1500000000000000000, 1, epoch, 1.5e+18",
        "1795000000000000123, 1795000000000000123, 1, epoch, ''",
        "1795000000000.5, 1795000000000500000, 1000000, epoch, 1795000000000.5",
        "12.25, 12250000000, 0, '', 12.25",
        "5000, 5000, 0, '', ''",
    })
    void shouldReadForeignStampsAsThoseOfDevices(String stamp, long ns, long tick, String clock, String text) {
        // When
        var batch = sample(new SampleReader("amqp"), stamp, NOW);

        // Then
        assertThat(batch.getSamples(0).getDeviceNs()).isEqualTo(ns);
        assertThat(batch.getSamples(0).getDeviceTimeText()).isEqualTo(text);
        assertThat(batch.getDeviceTickNs()).isEqualTo(tick);
        assertThat(batch.getClock()).isEqualTo(clock);
        assertThat(batch.getCaptureTimeNs()).isEqualTo(clock.isEmpty() ? 0 : ns);
    }

    @Test
    void shouldRecogniseTheUnitOfForeignStampsByTheirPace() {
        // Given
        var reader = new SampleReader("amqp");
        for (var ms = 0; ms < 2_000; ms += 10) sample(reader, "" + (5_000 + ms), NOW + ms * 1_000_000L);

        // When
        var batch = sample(reader, "7000", NOW + 2_000_000_000L);

        // Then
        assertThat(batch.getSamples(0).getDeviceNs()).isEqualTo(7_000_000_000L);
        assertThat(batch.getClock()).isEqualTo("monotonic");
        assertThat(batch.getCaptureTimeNs()).isZero();
        assertThat(Fingerprint.of(reader.lasting(batch)))
                .isEqualTo(Fingerprint.of(reader.lasting(sample(new SampleReader("amqp"), "7000", NOW))));
    }

    @Test
    void shouldPlaceNoPoseAndNoResultOfAMonotonicClock() {
        // When
        var pose = taken(new TrajectoryReader("cam"), "{\"timestamp_ns\":5000}", Map.of())
                .value();
        var result = taken(new ResultReader("cam"), "jpeg", Map.of("timestamp_ns", 5_000L))
                .value();

        // Then
        assertThat(pose.getClock()).isEqualTo("monotonic");
        assertThat(pose.getDeviceTime()).isEqualTo(5_000);
        assertThat(pose.getCaptureTimeNs()).isZero();
        assertThat(result.getClock()).isEqualTo("monotonic");
        assertThat(result.getCaptureTimeNs()).isZero();
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

    @Test
    void shouldKnowTheSameCallToRestartWhenItIsDeliveredAgain() {
        // Given
        var reader = new RestartReader(() -> Instant.ofEpochSecond(0, NOW));
        var first = taken(reader, "{}", Map.of()).value();

        // When
        var again =
                first.toBuilder().setReceivedNs(NOW + 5).setIssuedNs(NOW + 5).build();

        // Then
        assertThat(first.getIssuedNs()).isEqualTo(NOW);
        assertThat(Fingerprint.of(reader.lasting(again))).isEqualTo(Fingerprint.of(reader.lasting(first)));
    }

    @Test
    void shouldRefuseACallToRestartThatHasWaitedHereUntilItIsOld() {
        // Given
        var reader = new RestartReader(() -> Instant.ofEpochSecond(11, NOW));

        // When
        var arrived = reader.read(incoming("{}", Map.of()));

        // Then
        assertThat(arrived)
                .isInstanceOfSatisfying(
                        Arrived.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo("stale"));
    }

    private static <V> Arrived.Taken<V> taken(Reader<V> reader, String body, Map<String, Object> headers) {
        return (Arrived.Taken<V>) reader.read(incoming(body, headers));
    }

    private static ImuBatch sample(Reader<ImuBatch> reader, String stamp, long receivedNs) {
        var body = "{\"timestamp\":" + stamp + ",\"accelerometer\":{\"x\":1,\"y\":2,\"z\":3},"
                + "\"gyroscope\":{\"x\":4,\"y\":5,\"z\":6}}";
        var message = new Incoming(
                "exchange", body.getBytes(StandardCharsets.UTF_8), "id", "", Map.of(), receivedNs, "amqp-1");
        return ((Arrived.Taken<ImuBatch>) reader.read(message)).value();
    }

    private static Incoming incoming(String body, Map<String, Object> headers) {
        return new Incoming(
                "exchange", body.getBytes(StandardCharsets.UTF_8), "id", "image/jpeg", headers, NOW, "amqp-1");
    }
}
