package dev.millrace.gateway.amqp;

import static dev.millrace.gateway.amqp.BridgeUnderTest.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.LongString;
import dev.millrace.gateway.Gateway;
import dev.millrace.gateway.live.RealKafka;
import dev.millrace.message.analysis.AnalysisMode;
import dev.millrace.message.imu.ImuBatch;
import dev.millrace.message.system.SystemRestart;
import dev.millrace.message.trajectory.TrajectoryPose;
import dev.millrace.message.video.VideoFrame;
import dev.millrace.part.Health;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the bridge does, whichever AMQP broker is at its other end. */
abstract class BridgeContract {

    static {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(90));
    }

    private BridgeUnderTest bridge;

    abstract RealKafka kafka();

    abstract AmqpUnderTest amqp();

    @BeforeEach
    void open() {
        bridge = new BridgeUnderTest(kafka().cluster(), amqp());
    }

    @AfterEach
    void close() {
        bridge.close();
    }

    @Test
    void shouldKeepPosesByteForByteInTheirOrder() throws Exception {
        // Given
        start(Map.of());
        var poses = IntStream.range(0, 500)
                .mapToObj(n -> "{\"timestamp_ns\":17394021590300" + (10_000 + n)
                        + ", \"pose\":[[1,0,0,0.5],[0,1.0,0,-2e-3],[0,0,1,3],[0,0,0,1]], \"näh\":" + n + "}")
                .toList();

        // When
        publish("trajectory-data", poses);

        // Then
        var kept = awaitRecords(poses.size());
        assertThat(kept).extracting(TrajectoryPose::getBody).isEqualTo(poses);
        assertThat(kept.get(7).getCaptureTimeNs()).isEqualTo(1_739_402_159_030_010_007L);
        assertThat(kept.get(7).getPoseList())
                .containsExactly(1d, 0d, 0d, 0.5, 0d, 1d, 0d, -2e-3, 0d, 0d, 1d, 3d, 0d, 0d, 0d, 1d);
        assertThat(kept.get(7).getOrigin()).isEqualTo(bridge.exchange("trajectory-data"));
    }

    @Test
    void shouldKeepRecordedFlightByteForByteInItsOrder() throws Exception {
        // Given
        var poses = recordedPoses();
        start(Map.of());

        // When
        publish("trajectory-data", poses);

        // Then
        assertThat(awaitRecords(poses.size()))
                .extracting(TrajectoryPose::getBody)
                .isEqualTo(poses);
    }

    @Test
    void shouldSendPicturesAsTheLegacyHubDid() throws Exception {
        try (var service = Queue.on(amqp(), bridge.exchange("video-frames"))) {
            // Given
            start(Map.of());
            var picture = picture(VideoFrame.Maker.MAKER_DEVICE, "first");

            // When
            bridge.produce(bridge.topics().videoFrames(), "cam", picture);
            bridge.produce(bridge.topics().videoFrames(), "cam", picture(VideoFrame.Maker.MAKER_DECODER, "decoded"));
            bridge.produce(bridge.topics().videoFrames(), "cam", picture(VideoFrame.Maker.MAKER_DEVICE, "last"));

            // Then
            await().until(() -> service.heard().size() == 2);
            assertThat(service.bodies()).containsExactly("first", "last");
            var properties = service.heard().get(0).getProperties();
            assertThat(properties.getContentType()).isEqualTo("application/octet-stream");
            assertThat(properties.getDeliveryMode()).isEqualTo(1);
            assertThat(properties.getPriority()).isZero();
            assertThat(properties.getMessageId()).matches("[0-9a-f]{32}");
            assertThat(properties.getTimestamp()).isNull();
            assertThat(service.heard().get(0).getEnvelope().getRoutingKey()).isEmpty();
            assertThat(texts(properties.getHeaders()))
                    .isEqualTo(Map.of(
                            "timestamp_ns", "1739402159030000001",
                            "server_received", "1739402159218002176",
                            "ntp_time", "1739402159218002176",
                            "ntp_offset", "-0.0125",
                            "width", "640",
                            "height", "480"));
        }
    }

    @Test
    void shouldSendEachSampleAsTheLegacyHubWroteIt() throws Exception {
        try (var service = Queue.on(amqp(), bridge.exchange("imu-data"))) {
            // Given
            start(Map.of());
            var batch = ImuBatch.newBuilder()
                    .addSamples(sample(1_739_402_159_030_000_001L, ""))
                    .addSamples(sample(5, "\"1.5e3\""))
                    .build();

            // When
            bridge.produce(bridge.topics().imuOrdered(), "amqp", batch);
            bridge.produce(bridge.topics().imuOrdered(), "phone", batch);

            // Then
            await().until(() -> service.heard().size() == 2);
            assertThat(service.bodies())
                    .containsExactly(
                            "{\"type\": \"imu_data\", \"timestamp\": 1739402159030000001, \"accelerometer\": {\"x\": 1.0,"
                                    + " \"y\": 1e-05, \"z\": -0.25}, \"gyroscope\": {\"x\": 0.1, \"y\": 1e+16,"
                                    + " \"z\": -0.0}}",
                            "{\"type\": \"imu_data\", \"timestamp\": \"1.5e3\", \"accelerometer\": {\"x\": 1.0,"
                                    + " \"y\": 1e-05, \"z\": -0.25}, \"gyroscope\": {\"x\": 0.1, \"y\": 1e+16,"
                                    + " \"z\": -0.0}}");
            var properties = service.heard().get(0).getProperties();
            assertThat(properties.getContentType()).isEqualTo("application/json");
            assertThat(properties.getHeaders()).isNullOrEmpty();
        }
    }

    @Test
    void shouldLoseNothingWhenTheAmqpBrokerDiesInBetween() throws Exception {
        assumeTrue(amqp().isRestartable(), "skipped: this AMQP broker cannot be started again in one process");

        // Given
        var exchange = bridge.exchange("analysis-mode");
        var gateway = start(Map.of("amqp.persistent", "true"));
        var bodies = new HashSet<String>();
        try (var before = Queue.durable(amqp(), exchange, exchange + ".service")) {
            for (var n = 0; n < 100; n++) bodies.add(mode("before " + n));
            await().until(() -> !before.heard().isEmpty());

            // When
            amqp().kill();
            for (var n = 0; n < 100; n++) bodies.add(mode("meanwhile " + n));
            await().until(() -> !BridgeUnderTest.isReady(gateway));
            amqp().start();

            // Then
            try (var after = Queue.durable(amqp(), exchange, exchange + ".service")) {
                for (var n = 0; n < 100; n++) bodies.add(mode("after " + n));
                await().untilAsserted(() -> {
                    var heard = new HashSet<>(before.bodies());
                    heard.addAll(after.bodies());
                    assertThat(heard).containsAll(bodies);
                });
            }
        }
    }

    @Test
    void shouldTakeWhatHasWaitedWhileThereWasNoBridge() throws Exception {
        // Given
        start(Map.of()).stop();
        var poses = IntStream.range(0, 100)
                .mapToObj(n -> "{\"timestamp_ns\":" + n + "}")
                .toList();
        publish("trajectory-data", poses);

        // When
        start(Map.of());

        // Then
        assertThat(awaitRecords(100)).extracting(TrajectoryPose::getBody).isEqualTo(poses);
    }

    @Test
    void shouldUseAnExchangeOfAnotherKindAsItIs() throws Exception {
        // Given
        try (var service = Queue.on(amqp(), bridge.exchange("analysis-mode"), "topic", "#")) {

            // When
            var gateway = start(Map.of());

            // Then
            mode("sent");
            await().until(() -> service.bodies().size() == 1);
            publish("analysis-mode", List.of("{\"mode\":\"heard\"}"));
            await().until(() -> bridge.records(bridge.topics().analysisModes()).size() == 2);
            var health = BridgeUnderTest.crossing(gateway, bridge.exchange("analysis-mode") + " to_topic");
            assertThat(health.state()).isEqualTo(Health.State.DEGRADED);
            assertThat(health.detail()).containsIgnoringCase("topic");
        }
    }

    @Test
    void shouldSendOnceAndHearOthersOnceWithTwoGateways() throws Exception {
        try (var service = Queue.on(amqp(), bridge.exchange("restart"))) {
            // Given
            start(Map.of());
            start(Map.of());

            // When
            restart("{\"type\": \"restart\"}");
            await().until(() -> service.heard().size() == 1);
            publish("restart", List.of("{\"type\":\"restart\",\"by\":\"others\"}"));
            await().until(() -> bridge.records(bridge.topics().systemRestarts()).size() == 2);
            restart("{\"type\":\"restart\"}");
            await().until(() -> service.heard().size() == 3);

            // Then
            assertThat(service.bodies())
                    .containsExactly(
                            "{\"type\": \"restart\"}",
                            "{\"type\":\"restart\",\"by\":\"others\"}",
                            "{\"type\":\"restart\"}");
            assertThat(bridge.records(bridge.topics().systemRestarts()))
                    .extracting(SystemRestart::getOrigin)
                    .containsExactly("", bridge.exchange("restart"), "");
        }
    }

    @Test
    void shouldNotSendAnOldCallToRestart() throws Exception {
        try (var service = Queue.on(amqp(), bridge.exchange("restart"))) {
            // Given
            start(Map.of());
            var old = SystemRestart.newBuilder()
                    .setIssuedNs(nanos(Instant.now().minusSeconds(11)))
                    .setBody("{\"old\":1}")
                    .build();

            // When
            bridge.produce(bridge.topics().systemRestarts(), "all", old);
            restart("{\"new\":1}");

            // Then
            await().until(() -> !service.heard().isEmpty());
            assertThat(service.bodies()).containsExactly("{\"new\":1}");
        }
    }

    @Test
    void shouldShowTheSameOnBothSidesInTheLedger() throws Exception {
        // Given
        var gateway = start(Map.of("amqp.ledger", "true"));

        // When
        for (var n = 0; n < 50; n++) mode("own " + n);
        publish(
                "analysis-mode",
                IntStream.range(0, 30).mapToObj(n -> "{\"n\":" + n + "}").toList());
        publish(
                "imu-data",
                List.of("{\"timestamp\":1,\"imu_data\":{\"accelerometer\":{\"x\":1,\"y\":2,\"z\":3},"
                        + "\"gyroscope\":{\"x\":1,\"y\":2,\"z\":\"3\"}}}"));

        // Then
        await().untilAsserted(() -> {
            var ledger = bridge.ledger(gateway);
            assertThat(count(ledger, "analysis-mode", "to_exchange", "onTopic")).isEqualTo(50);
            assertThat(count(ledger, "analysis-mode", "to_exchange", "onExchange"))
                    .isEqualTo(50);
            assertThat(count(ledger, "analysis-mode", "to_topic", "onTopic")).isEqualTo(30);
            assertThat(count(ledger, "analysis-mode", "to_topic", "onExchange")).isEqualTo(30);
            assertThat(count(ledger, "imu-data", "to_topic", "onTopic")).isEqualTo(1);
            assertThat(ledger.path("lines"))
                    .allSatisfy(
                            line -> assertThat(line.path("equal").asBoolean()).isTrue());
        });
    }

    @Test
    void shouldSayWhenNoMoreSamplesOfOthersCome() throws Exception {
        // Given
        start(Map.of());
        var samples = IntStream.range(0, 20)
                .mapToObj(n -> "{\"timestamp\":" + (1_739_402_159_030_000_000L + n) + ",\"accelerometer\":"
                        + "{\"x\":1,\"y\":2,\"z\":3},\"gyroscope\":{\"x\":1,\"y\":2,\"z\":3}}")
                .toList();

        // When
        publish("imu-data", samples);

        // Then
        var topic = bridge.topics().imuSamples();
        await().pollInterval(Duration.ofMillis(300))
                .until(() -> bridge.records(topic).stream()
                        .anyMatch(batch -> batch.getIdleUpToNs() == 1_739_402_159_030_000_019L));
        assertThat(bridge.records(topic).stream()
                        .mapToInt(ImuBatch::getSamplesCount)
                        .sum())
                .isEqualTo(20);
    }

    @Test
    void shouldKeepWhatIsNoPoseAsDeadLetterAndGoOn() throws Exception {
        // Given
        start(Map.of());

        // When
        publish("trajectory-data", List.of("[1]", "{\"timestamp_ns\":1}"));

        // Then
        assertThat(awaitRecords(1)).extracting(TrajectoryPose::getBody).containsExactly("{\"timestamp_ns\":1}");
        assertThat(bridge.records(bridge.topics().deadLetters()))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.getReason()).isEqualTo("not-json");
                    assertThat(letter.getStep()).isEqualTo(bridge.exchange("trajectory-data"));
                    assertThat(letter.getValue().toStringUtf8()).isEqualTo("[1]");
                });
    }

    @Test
    void shouldCutAPoseThatIsMuchTooLargeAndGoOn() throws Exception {
        // Given
        start(Map.of());
        var large = "{\"pad\":\"" + "x".repeat(200_000) + "\"}";

        // When
        publish("trajectory-data", List.of(large, "{\"timestamp_ns\":1}"));

        // Then
        assertThat(awaitRecords(1)).extracting(TrajectoryPose::getBody).containsExactly("{\"timestamp_ns\":1}");
        assertThat(bridge.records(bridge.topics().deadLetters()))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.getReason()).isEqualTo("too-large");
                    assertThat(letter.getValueSize()).isEqualTo(large.length());
                    assertThat(letter.getValue().size()).isEqualTo(64 << 10);
                });
    }

    @Test
    void shouldDropWhatIsSaidAgainUnderTheSameId() throws Exception {
        // Given
        start(Map.of());
        var named = new BasicProperties.Builder().messageId("pose-1").build();

        // When
        var exchange = bridge.exchange("trajectory-data");
        Queue.publish(amqp(), exchange, named, List.of(bytes("{\"n\":1}"), bytes("{\"n\":1}"), bytes("{\"n\":2}")));
        publish("trajectory-data", List.of("{\"n\":3}", "{\"n\":3}"));

        // Then
        assertThat(awaitRecords(4))
                .extracting(TrajectoryPose::getBody)
                .containsExactly("{\"n\":1}", "{\"n\":2}", "{\"n\":3}", "{\"n\":3}");
    }

    @Test
    void shouldKeepWhatComesAgainThoughAnOlderOneSaidTheSame() throws Exception {
        // Given
        var first = start(Map.of());
        publish("trajectory-data", List.of("{\"n\":1}", "{\"n\":2}"));
        var written = awaitRecords(2).get(1);
        first.stop();
        publish("trajectory-data", List.of("{\"n\":1}", "{\"n\":2}", "{\"n\":3}"));
        Queue.dropAfterDelivery(amqp(), bridge.queue("trajectory-data"), 3);
        bridge.produce(bridge.topics().trajectoryPoses(), "default", written);

        // When
        start(Map.of());

        // Then
        publish("trajectory-data", List.of("{\"n\":4}"));
        assertThat(awaitRecords(6))
                .extracting(TrajectoryPose::getBody)
                .containsExactly("{\"n\":1}", "{\"n\":2}", "{\"n\":2}", "{\"n\":1}", "{\"n\":3}", "{\"n\":4}");
    }

    private Gateway start(Map<String, String> settings) {
        var gateway = bridge.start(settings);
        await().until(() -> isConnected(gateway));
        return gateway;
    }

    /** Everything is connected; an oddity counts as that. */
    private static boolean isConnected(Gateway gateway) {
        var hub = Objects.requireNonNull(gateway.health().components().get("hub"));
        var bridge = hub.components().get("bridge");
        return bridge != null
                && !bridge.components().isEmpty()
                && bridge.components().values().stream()
                        .allMatch(each -> each.state() == Health.State.READY
                                || !each.detail().contains("connect")
                                        && each.detail().contains("topic"));
    }

    private List<TrajectoryPose> awaitRecords(int count) {
        var topic = bridge.topics().trajectoryPoses();
        await().pollInterval(Duration.ofMillis(300))
                .until(() -> bridge.records(topic).size() >= count);
        return bridge.records(topic);
    }

    private void publish(String key, List<String> bodies) throws Exception {
        var properties = new BasicProperties.Builder().deliveryMode(2).build();
        Queue.publish(
                amqp(),
                bridge.exchange(key),
                properties,
                bodies.stream().map(BridgeUnderTest::bytes).toList());
    }

    private String mode(String name) {
        var body = "{\"type\":\"analysis_mode\",\"data\":\"" + name + "\"}";
        bridge.produce(
                bridge.topics().analysisModes(),
                "phone",
                AnalysisMode.newBuilder().setBody(body).build());
        return body;
    }

    private void restart(String body) {
        bridge.produce(
                bridge.topics().systemRestarts(),
                "all",
                SystemRestart.newBuilder()
                        .setIssuedNs(nanos(Instant.now()))
                        .setBody(body)
                        .build());
    }

    private static long nanos(Instant at) {
        return at.getEpochSecond() * 1_000_000_000L + at.getNano();
    }

    private static VideoFrame picture(VideoFrame.Maker maker, String jpeg) {
        return VideoFrame.newBuilder()
                .setMaker(maker)
                .setJpeg(ByteString.copyFromUtf8(jpeg))
                .setDeviceTime(1_739_402_159_030_000_001L)
                .setDeviceTickNs(1)
                .setReceivedNs(1_739_402_159_218_002_176L)
                .setPlatformOffsetNs(-12_500_000)
                .setWidth(640)
                .setHeight(480)
                .build();
    }

    private static ImuBatch.Sample sample(long time, String text) {
        return ImuBatch.Sample.newBuilder()
                .setDeviceTime(time)
                .setDeviceTimeText(text)
                .setAccelerationX(1)
                .setAccelerationY(1e-5)
                .setAccelerationZ(-0.25)
                .setRotationX(0.1)
                .setRotationY(1e16)
                .setRotationZ(-0.0)
                .build();
    }

    private static Map<String, String> texts(Map<String, Object> headers) {
        return headers.entrySet().stream()
                .peek(each -> assertThat(each.getValue()).isInstanceOf(LongString.class))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().toString()));
    }

    private long count(JsonNode ledger, String key, String direction, String side) {
        for (var line : ledger.path("lines")) {
            if (line.path("exchange").asText().equals(bridge.exchange(key))
                    && line.path("direction").asText().equals(direction)) {
                return line.path(side).path("count").asLong();
            }
        }
        return -1;
    }

    private static List<String> recordedPoses() throws IOException {
        var data = Optional.ofNullable(System.getenv("MILLRACE_DATA")).map(Path::of);
        assumeTrue(data.isPresent(), "MILLRACE_DATA is not set: the recorded flight is not carried");
        return Files.readAllLines(data.get().resolve("drone/trajectory.jsonl"));
    }
}
