package dev.millrace.gateway.hub.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.clock.SntpResponder;
import dev.millrace.gateway.live.RealKafka;
import dev.millrace.message.analysis.AnalysisMode;
import dev.millrace.message.control.ControlCommand;
import dev.millrace.topic.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pilots on one gateway, devices on another. */
class PilotTest {

    static {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    private static final String LAST = "{\"type\":\"camera\",\"action\":\"off\"}";
    private static final String LAND = "{\"type\":\"flightmode\",\"action\":\"land\",\"timestamp\":\"1\"}";

    private final Cluster cluster = KAFKA.cluster();
    private final Log log = new Log(cluster);
    private final List<TestHub> hubs = new ArrayList<>();
    private final TestHub here = hub("here");
    private final TestHub there = hub("there");

    @AfterEach
    void close() {
        hubs.forEach(TestHub::close);
        log.close();
    }

    @Test
    void shouldCarryLegacyCommandsByteForByteToEveryDeviceWhereverItIs() {
        // Given
        var modes = log.read(cluster.topics().analysisModes());
        var near = here.device("?device=near");
        var far = there.device("?device=far");
        var viewer = here.viewer("");
        var commands = List.of(
                "{\"type\":\"movement\",\"x\":-1,\"y\":0.50,\"timestamp\":\"1739402159030000001\"}",
                "{ \"y\" : 1e0, \"type\" : \"joystick\",\"note\":\"\u00e9\\u00e9\ud83d\ude97\" }",
                "{\"type\":\"rotation\",\"yaw\":NaN,\"z\":1,\"timestamp\":\"not a number\"}",
                "{\"type\":\"camera\",\"action\":\"toggle\",\"device\":7,\"ttl_ms\":\"long\"}",
                "{\"type\":\"flightmode\",\"action\":\"takeoff\",\"timestamp\":12}");

        // When
        for (var bad : List.of(
                "{",
                "",
                "[1]",
                "5",
                "null",
                "{\"type\":7}",
                "{\"type\":\"machineLearning\",\"data\":false}",
                "{\"type\":\"take_control\",\"device\":\"far\"}",
                "{\"type\":\"camera\"} {}",
                "{\"type\":\"camera\",\"pad\":\"" + "x".repeat(20_000) + "\"}",
                "{\"type\":\"camera\",\"pad\":\"" + "x".repeat(2_000_000) + "\"}",
                "{\"type\":\"analysis_mode\",\"data\":\"yolo\"}")) viewer.say(bad);
        viewer.say(new byte[] {1, 2, 3});
        commands.forEach(viewer::say);

        // Then
        await().until(() -> near.texts.size() >= commands.size() && far.texts.size() >= commands.size());
        assertThat(near.texts).isEqualTo(commands);
        assertThat(far.texts).isEqualTo(commands);
        assertThat(viewer.texts).isEmpty();
        assertThat(viewer.isOpen()).isTrue();
        await().until(() -> modes.size() == 1);
        assertThat(modes)
                .extracting(AnalysisMode::getBody)
                .containsExactly("{\"type\":\"analysis_mode\",\"data\":\"yolo\"}");
    }

    @Test
    void shouldCarryCommandsToOneDeviceOrOneGroup() {
        // Given
        var one = there.device("?device=one&group=fleet");
        var two = there.device("?device=two&group=fleet");
        var three = there.device("?device=three");

        // When
        here.viewer("?device=one").say("{\"type\":\"camera\",\"n\":1}");
        here.viewer("?device=fleet").say("{\"type\":\"camera\",\"n\":2}");

        // Then
        await().until(() -> two.texts.size() == 1 && one.texts.size() == 2);
        here.viewer("").say(LAST);
        await().until(() -> three.heard(LAST));
        assertThat(three.texts).containsExactly(LAST);
        assertThat(one.texts)
                .containsExactlyInAnyOrder("{\"type\":\"camera\",\"n\":1}", "{\"type\":\"camera\",\"n\":2}", LAST);
        assertThat(two.texts).containsExactly("{\"type\":\"camera\",\"n\":2}", LAST);
    }

    /** The broker's machine is two minutes late; the gateways know the time. */
    @Test
    void shouldDeliverCommandsWhateverTheTimeIsAtTheBroker() {
        try (var servers = new SntpResponder().ahead(Duration.ofMinutes(2))) {
            // Given
            var hub = TestHub.start(cluster, "on-time", "clock.ntp.server", servers.name());
            hubs.add(hub);
            await().until(() -> hub.correction().compareTo(Duration.ofMinutes(1)) > 0);
            var drone = hub.device("?device=drone");

            // When
            var pilot = hub.viewer("?device=drone");
            pilot.say("{\"type\":\"camera\",\"action\":\"off\"}");
            pilot.say(LAND);

            // Then
            await().until(() -> drone.heard(LAND));
            assertThat(drone.texts).containsExactly("{\"type\":\"camera\",\"action\":\"off\"}", LAND);
        }
    }

    @Test
    void shouldTellPilotThatAskedWhatBecameOfItsCommands() {
        // Given
        var first = there.device("?device=drone");
        var second = there.device("?device=drone");
        var pilot = TestViewer.speaking("millrace.v1", here.uri("/ws/viewer?device=drone"));

        // When
        pilot.say("{\"type\":\"movement\",\"x\":1,\"id\":\"m-1\"}");
        await().until(() -> pilot.heard("delivered"));
        pilot.say("{\"type\":\"movement\",\"x\":2,\"device\":\"nobody\",\"ttl_ms\":50}");
        await().until(() -> pilot.heard("expired"));
        pilot.say("{\"type\":\"movement\",\"x\":3,\"id\":3,\"ttl_ms\":0}");
        pilot.say("{\"type\":\"movement\",\"x\":4,\"id\":4,\"device\":\"\"}");
        await().until(() -> pilot.texts.size() == 6);

        // Then
        assertThat(pilot.socket.getSubprotocol()).isEqualTo("millrace.v1");
        assertThat(first.texts).containsExactly("{\"type\":\"movement\",\"x\":1,\"id\":\"m-1\"}");
        assertThat(second.texts).isEqualTo(first.texts);
        assertThat(pilot.texts)
                .containsExactly(
                        "{\"type\":\"ack\",\"id\":\"m-1\",\"state\":\"accepted\"}",
                        "{\"type\":\"ack\",\"id\":\"m-1\",\"state\":\"delivered\",\"sockets\":2}",
                        "{\"type\":\"ack\",\"id\":2,\"state\":\"accepted\"}",
                        "{\"type\":\"ack\",\"id\":2,\"state\":\"expired\",\"sockets\":0}",
                        "{\"type\":\"ack\",\"id\":3,\"state\":\"refused\",\"reason\":\"ttl_ms is from 1 to 60000\"}",
                        "{\"type\":\"ack\",\"id\":4,\"state\":\"refused\","
                                + "\"reason\":\"device is a name of 1 to 128 characters\"}");
    }

    @Test
    void shouldNeverDeliverWhatWasSaidBeforeTheDeviceConnected() {
        // Given
        var pilot = here.viewer("?device=late&ack=1");
        pilot.say("{\"type\":\"movement\",\"id\":\"early\",\"ttl_ms\":10000}");
        await().until(() -> pilot.heard("accepted"));

        // When
        var device = there.device("?device=late");
        pilot.say(LAST);
        await().until(() -> device.heard(LAST));
        device.close();
        await().until(() -> there.devices.connected() == 0);
        pilot.say("{\"type\":\"movement\",\"id\":\"between\",\"ttl_ms\":10000}");
        await().until(() ->
                pilot.texts.stream().filter(t -> t.contains("accepted")).count() == 3);
        var again = there.device("?device=late");
        pilot.say(LAST);

        // Then
        await().until(() -> again.heard(LAST));
        assertThat(device.texts).containsExactly(LAST);
        assertThat(again.texts).containsExactly(LAST);
    }

    @Test
    void shouldNeverDeliverWhatWasSaidBeforeTheGatewayStarted() {
        // Given
        var pilot = here.viewer("?device=drone&ack=1");
        pilot.say("{\"type\":\"movement\",\"id\":\"early\",\"ttl_ms\":10000}");
        await().until(() -> pilot.heard("accepted"));

        // When
        var started = hub("started");
        var device = started.device("?device=drone");
        pilot.say(LAST);

        // Then
        await().until(() -> device.heard(LAST));
        assertThat(device.texts).containsExactly(LAST);
    }

    @Test
    void shouldNeverDeliverRecordsThatAreReplayed() {
        // Given
        var records = log.read(cluster.topics().controlCommands());
        var device = there.device("?device=drone");
        var pilot = here.viewer("?device=drone");
        var count = new AtomicInteger();
        await().until(() -> {
            pilot.say("{\"type\":\"movement\",\"ttl_ms\":2000,\"n\":" + count.incrementAndGet() + "}");
            return device.texts.size() > 0 && records.size() > 0;
        });
        var said = records.get(0);

        // When
        await().until(() -> System.currentTimeMillis() * 1_000_000 > said.getExpiresNs());
        log.write(cluster.topics().controlCommands(), "drone", said);
        log.write(
                cluster.topics().controlCommands(),
                "drone",
                said.toBuilder()
                        .setReceivedNs(said.getReceivedNs() - 3_600_000_000_000L)
                        .setExpiresNs(Long.MAX_VALUE)
                        .build());
        log.write(
                cluster.topics().controlCommands(),
                "drone",
                said.toBuilder().setReceivedNs(Long.MIN_VALUE).build());
        pilot.say(LAST);

        // Then
        await().until(() -> device.heard(LAST));
        assertThat(device.texts).doesNotHaveDuplicates();
    }

    @Test
    void shouldLetOnePilotHaveADeviceToItself() {
        // Given
        var drone = there.device("?device=drone");
        var other = there.device("?device=other");
        var pilot = here.viewer("?device=drone&ack=1");
        var rival = there.viewer("?device=drone&ack=1");
        var website = there.viewer("");
        pilot.say("{\"type\":\"take_control\"}");
        await().until(() -> pilot.heard("\"state\":\"taken\""));

        // When
        rival.say("{\"type\":\"take_control\",\"device\":\"drone\"}");
        rival.say("{\"type\":\"movement\",\"id\":\"r\"}");
        website.say("{\"type\":\"movement\",\"from\":\"website\"}");
        website.say(LAND);
        await().until(() -> other.heard("land") && rival.heard("\"ack\",\"id\":\"r\",\"state\":\"refused\""));
        pilot.say("{\"type\":\"movement\",\"id\":\"p\"}");
        await().until(() -> pilot.heard("delivered"));

        // Then
        assertThat(drone.texts).containsExactly(LAND, "{\"type\":\"movement\",\"id\":\"p\"}");
        assertThat(other.texts).containsExactly("{\"type\":\"movement\",\"from\":\"website\"}", LAND);
        assertThat(rival.texts.get(0))
                .isEqualTo("{\"type\":\"control\",\"device\":\"drone\",\"state\":\"refused\","
                        + "\"reason\":\"another pilot has the device\"}");
        assertThat(website.texts).isEmpty();
    }

    @Test
    void shouldLetAnotherPilotHaveADeviceOnceItIsReleased() {
        // Given
        var drone = there.device("?device=drone");
        var pilot = here.viewer("?device=drone&ack=1");
        var rival = there.viewer("?device=drone&ack=1");
        pilot.say("{\"type\":\"take_control\"}");
        await().until(() -> pilot.heard("\"state\":\"taken\""));

        // When
        pilot.say("{\"type\":\"release_control\"}");
        await().until(() -> pilot.heard("\"state\":\"released\""));
        await().until(() -> {
            rival.say("{\"type\":\"take_control\"}");
            return rival.heard("\"state\":\"taken\"");
        });
        pilot.say("{\"type\":\"movement\",\"id\":\"p\"}");
        await().until(() -> pilot.heard("\"id\":\"p\",\"state\":\"refused\""));
        rival.say("{\"type\":\"movement\",\"id\":\"r\"}");

        // Then
        await().until(() -> rival.heard("delivered"));
        assertThat(drone.texts).containsExactly("{\"type\":\"movement\",\"id\":\"r\"}");
    }

    @Test
    void shouldGiveADeviceToOneOfTwoWhoAskAtOnce() {
        for (var round = 0; round < 10; round++) {
            // Given
            var device = "drone-" + round;
            var one = here.viewer("?ack=1&device=" + device);
            var two = there.viewer("?ack=1&device=" + device);

            // When
            one.say("{\"type\":\"take_control\"}");
            two.say("{\"type\":\"take_control\"}");

            // Then
            await().until(() -> one.texts.size() == 1 && two.texts.size() == 1);
            assertThat(List.of(one.heard("taken"), two.heard("taken"))).containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void shouldKnowOnAStartingGatewayWhoHasADevice() {
        // Given
        var pilot = here.viewer("?device=drone&ack=1");
        pilot.say("{\"type\":\"take_control\"}");
        await().until(() -> pilot.heard("\"state\":\"taken\""));

        // When
        var started = hub("started");
        var drone = started.device("?device=drone");
        var rival = started.viewer("?device=drone&ack=1");
        rival.say("{\"type\":\"movement\",\"id\":\"r\"}");
        await().until(() -> rival.heard("refused"));
        pilot.say("{\"type\":\"movement\",\"id\":\"p\"}");

        // Then
        await().until(() -> pilot.heard("delivered"));
        assertThat(drone.texts).containsExactly("{\"type\":\"movement\",\"id\":\"p\"}");
    }

    @Test
    void shouldKeepADeviceAsLongAsThePilotIsAtItAndNotLonger() {
        // Given
        var brief = hub("brief", "hub.control.lease", "6s");
        var pilot = brief.viewer("?device=drone&ack=1");
        var rival = there.viewer("?device=drone&ack=1");
        pilot.say("{\"type\":\"take_control\"}");
        await().until(() -> pilot.heard("\"state\":\"taken\""));
        var records = log.read(cluster.topics().controlCommands());

        // When
        await().pollInterval(Duration.ofMillis(50)).until(() -> {
            pilot.say("{\"type\":\"movement\"}");
            return claims(records) >= 3;
        });
        var lost = pilot.heard("\"state\":\"lost\"");

        // Then
        assertThat(lost).isFalse();
        await().until(() -> {
            rival.say("{\"type\":\"take_control\"}");
            return rival.heard("\"state\":\"taken\"");
        });
        pilot.say("{\"type\":\"movement\",\"id\":\"after\"}");
        await().until(() -> pilot.heard("\"id\":\"after\",\"state\":\"refused\""));
        assertThat(pilot.heard("\"state\":\"lost\"")).isTrue();
    }

    @Test
    void shouldGoOnWithALeaseFromANewSocket() {
        // Given
        var drone = there.device("?device=drone");
        var pilot = here.viewer("?device=drone&ack=1");
        pilot.say("{\"type\":\"take_control\"}");
        await().until(() -> pilot.heard("\"state\":\"taken\""));
        var lease = pilot.texts.get(0).replaceFirst(".*\"lease\":\"([^\"]+)\".*", "$1");
        pilot.close();

        // When
        var again = there.viewer("?device=drone&ack=1");
        again.say("{\"type\":\"take_control\",\"lease\":\"" + lease + "\"}");
        await().until(() -> again.heard("\"state\":\"taken\""));
        again.say("{\"type\":\"movement\",\"id\":\"a\"}");

        // Then
        await().until(() -> again.heard("delivered"));
        assertThat(drone.texts).containsExactly("{\"type\":\"movement\",\"id\":\"a\"}");
    }

    @Test
    void shouldDropCommandsBeyondTheRateButNoLanding() {
        // Given
        var slow = hub("slow", "hub.control.commands-per-second", "1");
        var drone = there.device("?device=drone");
        var pilot = slow.viewer("?device=drone&ack=1");

        // When
        for (var i = 0; i < 20; i++) pilot.say("{\"type\":\"movement\"}");
        pilot.say(LAND);

        // Then
        await().until(() -> drone.heard("land"));
        await().until(() -> pilot.heard("\"reason\":\"at most 1 per second\""));
        assertThat(drone.texts).hasSizeLessThan(20);
    }

    private static long claims(List<ControlCommand> records) {
        return records.stream()
                .filter(record -> record.getType() == ControlCommand.Type.TYPE_LEASE_TAKEN)
                .count();
    }

    private TestHub hub(String instance, String... settings) {
        var hub = TestHub.start(cluster, instance, settings);
        hubs.add(hub);
        return hub;
    }
}
