package dev.millrace.gateway.hub.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.hub.video.HubOnKafka;
import dev.millrace.gateway.hub.video.Packets;
import dev.millrace.gateway.hub.video.Placer;
import dev.millrace.gateway.live.RealKafka;
import dev.millrace.message.analysis.AnalysisMode;
import dev.millrace.message.dead.DeadLetter;
import dev.millrace.message.device.DeviceEvent;
import dev.millrace.message.device.DeviceState;
import dev.millrace.message.video.VideoFrame;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PhoneTest {

    static {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    private static final long NOW_NS = 1_766_000_000_123_456_789L;

    private final Cluster cluster = KAFKA.cluster();
    private final Topics topics = cluster.topics();
    private final Placer placer = new Placer(cluster);

    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private HubOnKafka hub;

    @BeforeEach
    void start() {
        hub = new HubOnKafka(
                cluster,
                Map.of(
                        "hub.uploads.directory", directory.toString(),
                        "hub.devices.lease", "2s",
                        "hub.devices.renewal", "200ms"));
    }

    @AfterEach
    void close() {
        hub.close();
        placer.close();
    }

    @Test
    void shouldTakeWhatALegacyPhoneSendsGoodOrBadAndKeepItsSocketOpen() {
        // Given
        var events = hub.values(topics.deviceEvents());
        var frames = hub.values(topics.videoFrames());
        var modes = hub.values(topics.analysisModes());
        var letters = hub.values(topics.deadLetters());
        var viewer = hub.socket("/ws/video/consume?stream=drone-1");
        var phone = hub.socket("/ws/phone?device=drone-1&group=red,blue&group=green");
        var jpeg = Pictures.jpeg(64, 48);
        var mode = "{ \"type\":\"analysis_mode\", \"data\":\"yolo\", \"timestamp\":1766000000123456789 }";
        var battery = "{\"type\":\"battery_status\",\"percentage\":80,\"timestamp\":1766000000123}";

        // When
        phone.send("{not json");
        phone.send("[1]");
        phone.send("5");
        phone.send("");
        phone.send("{\"type\":\"machineLearning\"}");
        phone.send("{\"data\":1}");
        phone.send("{\"type\":\"trajectory\",\"trajectory\":[1]}");
        phone.send(new byte[0]);
        phone.send(new byte[8]);
        phone.send(Pictures.message(NOW_NS, new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0, 0}));
        phone.send(new byte[100]);
        phone.send(Pictures.message(NOW_NS, new byte[5 << 20]));
        phone.send(battery);
        phone.send(mode);
        phone.send(Packets.sps(Packets.SPS));
        phone.send(Packets.pps(Packets.PPS));
        phone.send(Packets.frame(3, Packets.idr(0, 500)));
        phone.send(Pictures.message(NOW_NS, jpeg));

        // Then
        await().until(() -> frames.size() == 1 && modes.size() == 1 && viewer.messages.size() == 3);
        await().until(() -> reports(events).size() == 1);
        await().until(() -> reasons(letters)
                .containsAll(List.of(
                        "bad-json",
                        "not-an-object",
                        "unknown-type",
                        "no-pose",
                        "truncated",
                        "bad-jpeg",
                        "unknown-shape",
                        "too-large")));
        var frame = frames.get(0);
        assertThat(frame.getJpeg().toByteArray()).isEqualTo(jpeg);
        assertThat(List.of(frame.getWidth(), frame.getHeight())).containsExactly(64, 48);
        assertThat(frame.getMaker()).isEqualTo(VideoFrame.Maker.MAKER_DEVICE);
        assertThat(frame.getDeviceTime()).isEqualTo(NOW_NS);
        assertThat(modes).extracting(AnalysisMode::getBody).containsExactly(mode);
        assertThat(reports(events)).containsExactly(battery);
        assertThat(events.get(0).getDescriptionMap()).containsEntry("groups", "blue,green,red");
        assertThat(viewer.messages.get(2)).isEqualTo(Packets.idr(0, 500));
        assertThat(phone.isOpen()).isTrue();
        assertThat(phone.texts).isEmpty();
        assertThat(phone.messages).isEmpty();
    }

    @Test
    void shouldKeepTwoPhonesApart() {
        // Given
        var frames = hub.values(topics.videoFrames());
        var one = hub.socket("/ws/phone?device=one");
        var other = hub.socket("/ws/phone");

        // When
        for (var i = 1; i <= 20; i++) {
            one.send(Pictures.message(i, Pictures.jpeg(16, 16)));
            other.send(Pictures.message(i, Pictures.jpeg(32, 32)));
        }

        // Then
        await().until(() -> frames.size() == 40);
        var sessions = frames.stream().map(VideoFrame::getSessionId).distinct().toList();
        assertThat(sessions).hasSize(2);
        for (var session : sessions) {
            var own = frames.stream()
                    .filter(frame -> frame.getSessionId().equals(session))
                    .toList();
            assertThat(own)
                    .extracting(VideoFrame::getWidth)
                    .containsOnly(own.get(0).getWidth());
            assertThat(own).extracting(VideoFrame::getDeviceTime).isSorted().hasSize(20);
        }
    }

    @Test
    void shouldTellOfAPhoneThatIsCutOffAndComesBack() {
        // Given
        var events = hub.values(topics.deviceEvents());
        var phone = hub.socket("/ws/phone?device=drone-2");
        await().until(() -> types(events).contains(DeviceEvent.Type.TYPE_RENEWED));

        // When
        phone.cut();
        await().until(() -> types(events).contains(DeviceEvent.Type.TYPE_DISCONNECTED));
        hub.socket("/ws/phone?device=drone-2");

        // Then
        await().until(() -> count(events, DeviceEvent.Type.TYPE_CONNECTED) == 2);
        var first = events.get(0);
        assertThat(first.getChannel()).isEqualTo("phone");
        assertThat(first.getLeaseUntilNs() - first.getReceivedNs())
                .isEqualTo(Duration.ofSeconds(2).toNanos());
        var ofFirst = events.stream()
                .filter(event -> event.getSessionId().equals(first.getSessionId()))
                .toList();
        assertThat(ofFirst.get(ofFirst.size() - 1).getType()).isEqualTo(DeviceEvent.Type.TYPE_DISCONNECTED);
    }

    @Test
    void shouldCountProducersOfVideoAsDevicesUnlessTheyNameTheirStreamAlone() {
        // Given
        var events = hub.values(topics.deviceEvents());

        // When
        hub.socket("/ws/video?stream=camera");
        hub.socket("/ws/video?stream=front&device=drone-3");
        hub.socket("/ws/video");

        // Then
        await().until(() -> count(events, DeviceEvent.Type.TYPE_CONNECTED) == 2);
        await().until(() -> count(events, DeviceEvent.Type.TYPE_RENEWED) > 4);
        assertThat(count(events, DeviceEvent.Type.TYPE_CONNECTED)).isEqualTo(2);
        assertThat(events).extracting(DeviceEvent::getChannel).containsOnly("video");
    }

    @Test
    void shouldRefuseADeviceThatCannotBeNamed() {
        // When
        var all = hub.socket("/ws/phone?device=all");
        var blank = hub.socket("/ws/phone?device=");

        // Then
        await().until(() -> !all.isOpen() && !blank.isOpen());
    }

    @Test
    void shouldListDevicesWhoseLeasesStandAsPresent() {
        // Given
        var nowNs = Instant.now().toEpochMilli() * 1_000_000;
        hub.write(
                topics.deviceStates(),
                "here",
                state(nowNs + Duration.ofMinutes(5).toNanos()));
        hub.write(topics.deviceStates(), "gone", state(nowNs - 1));

        // Then
        await().until(() -> hub.get("/api/devices").contains("\"device\":\"here\""));
        assertThat(hub.get("/api/devices"))
                .startsWith("[{\"device\":\"gone\",\"present\":false,\"channels\":[],")
                .contains("\"device\":\"here\",\"present\":true,\"channels\":[\"phone\"],")
                .contains("\"report\":{\"type\":\"battery_status\",\"percentage\":79}");
    }

    @Test
    void shouldTellTheLegacyMetricsUnderTheirNames() {
        // Given
        var viewer = hub.socket("/ws/video/consume?stream=measured");
        var producer = hub.socket("/ws/video?stream=measured");

        // When
        producer.send(Packets.sps(Packets.SPS));
        producer.send(Packets.pps(Packets.PPS));
        for (var i = 0; i < 10; i++) producer.send(Packets.frame(3, Packets.idr(i, 500)));
        await().until(() -> viewer.messages.size() == 12);

        // Then
        var metrics = hub.get("/metrics");
        assertThat(metrics.lines())
                .contains("h264_frames_relayed_total 12.0", "h264_consumers_connected 1.0")
                .contains("consumer_queue_size 0.0", "consumer_frames_dropped_total 0.0")
                .anyMatch(line -> line.startsWith("h264_bytes_relayed_total 5"))
                .anyMatch(line -> line.startsWith("video_bandwidth_mbps "))
                .anyMatch(line -> line.startsWith("h264_frames_relayed_created "))
                .anyMatch(line -> line.startsWith("millrace_hub_packets_total "));
        assertThat(hub.get("/api/streams")).contains("\"frames_per_second\":", "\"dropped\":0", "\"latency_ms\":");
    }

    private static DeviceState state(long leaseUntilNs) {
        return DeviceState.newBuilder()
                .addConnections(DeviceState.Connection.newBuilder()
                        .setSessionId("s")
                        .setChannel("phone")
                        .setLeaseUntilNs(leaseUntilNs))
                .putReports(
                        "battery_status",
                        DeviceState.Report.newBuilder()
                                .setReport("{\"type\":\"battery_status\",\"percentage\":79}")
                                .build())
                .build();
    }

    private static List<String> reports(List<DeviceEvent> events) {
        return events.stream()
                .filter(event -> event.getType() == DeviceEvent.Type.TYPE_REPORTED)
                .map(DeviceEvent::getReport)
                .toList();
    }

    private static List<DeviceEvent.Type> types(List<DeviceEvent> events) {
        return events.stream().map(DeviceEvent::getType).toList();
    }

    private static long count(List<DeviceEvent> events, DeviceEvent.Type type) {
        return events.stream().filter(event -> event.getType() == type).count();
    }

    private static List<String> reasons(List<DeadLetter> letters) {
        return letters.stream().map(DeadLetter::getReason).toList();
    }
}
