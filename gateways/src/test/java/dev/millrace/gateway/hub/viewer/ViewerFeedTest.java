package dev.millrace.gateway.hub.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.millrace.gateway.live.RealKafka;
import dev.millrace.message.analysis.AnalysisResult;
import dev.millrace.message.imu.ImuBatch;
import dev.millrace.message.imu.ImuBatch.Sample;
import dev.millrace.message.system.SystemRestart;
import dev.millrace.message.trajectory.TrajectoryPose;
import dev.millrace.topic.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ViewerFeedTest {

    static {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    private static final String RESTART = "{\"type\": \"restart\"}";
    private static final List<String> PROBES =
            List.of("\"probe\"", "\"timestamp\": -1,", "\"frame_data\": \"\"", RESTART);

    private final Cluster cluster = KAFKA.cluster();
    private final Log log = new Log(cluster);
    private final TestHub hub = TestHub.start(cluster, "hub");

    @AfterEach
    void close() {
        hub.close();
        log.close();
    }

    @Test
    void shouldShowEverythingInTheLegacyForm() {
        // Given
        var viewer = live("", "d1");

        // When
        pose("d1", "{\"timestamp_ns\":1739402159030000001,\"pose\":[[1,0,0,0]]}");
        samples("d1", 1739402159030000001L, 1739402159030000002L);
        picture("s1");

        // Then
        await().until(() -> shown(viewer).size() == 4);
        assertThat(shown(viewer))
                .containsExactlyInAnyOrder(
                        "{\"type\": \"trajectory_update\", \"pose\": {\"timestamp_ns\": 1739402159030000001,"
                                + " \"pose\": [[1, 0, 0, 0]]}}",
                        sample(1739402159030000001L),
                        sample(1739402159030000002L),
                        "{\"type\": \"processed_frame\", \"frame_data\": \"/9j/\", \"frame_number\": \"7\"}");
    }

    @Test
    void shouldKeepTheOrderOfEachDevice() {
        // Given
        var viewer = live("", "d1");

        // When
        for (var i = 0; i < 50; i++) {
            pose("d1", Integer.toString(i));
            samples("d1", 2L * i, 2L * i + 1);
        }

        // Then
        await().until(() -> shown(viewer).size() == 150);
        assertThat(shown(viewer).stream().filter(text -> text.contains("imu_data")))
                .containsExactlyElementsOf(
                        IntStream.range(0, 100).mapToObj(ViewerFeedTest::sample).toList());
        assertThat(shown(viewer).stream().filter(text -> text.contains("trajectory")))
                .containsExactlyElementsOf(IntStream.range(0, 50)
                        .mapToObj(i -> "{\"type\": \"trajectory_update\", \"pose\": " + i + "}")
                        .toList());
    }

    @Test
    void shouldShowWhatWasAskedFor() {
        // Given
        var ofDevice = live("?device=d2", "d2");
        var ofStream = live("?stream=s1", "s1");

        // When
        for (var key : List.of("d1", "d2", "s1")) {
            samples(key, 1);
            pose(key, "\"" + key + "\"");
        }

        // Then
        await().until(() -> shown(ofDevice).size() == 2 && shown(ofStream).size() == 2);
        assertThat(shown(ofDevice)).anyMatch(text -> text.contains("d2")).noneMatch(text -> text.contains("s1"));
        assertThat(shown(ofStream)).anyMatch(text -> text.contains("s1")).noneMatch(text -> text.contains("d2"));
    }

    @Test
    void shouldShowLateComersNothingOfBefore() {
        // Given
        var witness = live("", "d1");
        pose("d1", "\"before\"");
        await().until(() -> shown(witness).size() == 1);

        // When
        var late = live("", "d1");
        pose("d1", "\"after\"");

        // Then
        await().until(() -> late.heard("after"));
        assertThat(shown(late)).containsExactly("{\"type\": \"trajectory_update\", \"pose\": \"after\"}");
    }

    /** A viewer that has all its feeds: probed until it has seen one of each. */
    private TestViewer live(String query, String key) {
        var viewer = hub.viewer(query);
        await().until(() -> {
            pose(key, "\"probe\"");
            samples(key, -1);
            log.write(
                    log.topics.analysisResults(),
                    key,
                    AnalysisResult.newBuilder().setContentType("image/jpeg").build());
            log.write(log.topics.systemRestarts(), "all", SystemRestart.getDefaultInstance());
            return PROBES.stream().allMatch(viewer::heard);
        });
        return viewer;
    }

    private static List<String> shown(TestViewer viewer) {
        return viewer.texts.stream()
                .filter(text -> PROBES.stream().noneMatch(text::contains))
                .toList();
    }

    private void pose(String key, String json) {
        log.write(
                log.topics.trajectoryPoses(),
                key,
                TrajectoryPose.newBuilder().setBody(json).build());
    }

    private void picture(String key) {
        log.write(
                log.topics.analysisResults(),
                key,
                AnalysisResult.newBuilder()
                        .setBody(ByteString.copyFrom(new byte[] {-1, -40, -1}))
                        .setContentType("application/octet-stream")
                        .putHeaders(
                                "frame_number",
                                AnalysisResult.Header.newBuilder().setText("7").build())
                        .build());
    }

    private void samples(String key, long... times) {
        var batch = ImuBatch.newBuilder();
        for (var time : times)
            batch.addSamples(Sample.newBuilder().setDeviceTime(time).setAccelerationX(0.5));
        log.write(log.topics.imuOrdered(), key, batch.build());
    }

    private static String sample(long time) {
        return "{\"type\": \"imu_data\", \"imu_data\": {\"type\": \"imu_data\", \"timestamp\": " + time
                + ", \"accelerometer\": {\"x\": 0.5, \"y\": 0.0, \"z\": 0.0}"
                + ", \"gyroscope\": {\"x\": 0.0, \"y\": 0.0, \"z\": 0.0}}}";
    }
}
