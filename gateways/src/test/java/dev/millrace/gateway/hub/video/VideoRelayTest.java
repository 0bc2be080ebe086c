package dev.millrace.gateway.hub.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.gateway.Gateway;
import dev.millrace.gateway.GatewaySettings;
import dev.millrace.gateway.live.RealKafka;
import dev.millrace.topic.Cluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VideoRelayTest {

    static {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    private static final int FRAME_BYTES = 2_000;

    private final Cluster cluster = KAFKA.cluster();
    private final Placer placer = new Placer(cluster);
    private Gateway gateway = start();

    @AfterEach
    void close() {
        gateway.stop();
        placer.close();
    }

    @Test
    void shouldRelayMessageForMessageToViewerThatCameBeforeItsStream() {
        // Given
        var viewer = viewer("early");
        var producer = producer("early");

        // When
        producer.send("{\"type\":\"video_config\",\"config\":{\"resolution\":\"1920x1080\"}}");
        var sent = sendConfiguration(producer);
        sent.addAll(send(producer, 0, 25));

        // Then
        await().until(() -> viewer.messages.size() == sent.size());
        assertThat(viewer.messages).usingRecursiveComparison().isEqualTo(sent);
        assertThat(get("/api/streams")).contains("\"stream\":\"early\",\"open\":true", "1920x1080");
    }

    @Test
    void shouldGiveLateViewerConfigurationThenNewestKeyframeThenWhatIsLive() {
        // Given
        var witness = viewer("late");
        var producer = producer("late");
        sendConfiguration(producer);
        send(producer, 0, 25);
        await().until(() -> witness.messages.size() == 27);

        // When
        var viewer = viewer("late");
        await().untilAsserted(() -> assertThat(viewer.messages).hasSize(6));
        send(producer, 25, 40);

        // Then
        await().until(() -> viewer.messages.size() == 21);
        assertThat(viewer.messages.get(0)).isEqualTo(Packets.join(Packets.SPS, Packets.PPS));
        assertThat(numbers(viewer.messages.subList(1, 21))).isEqualTo(range(20, 40));
        assertThat(viewer.messages.get(1)).matches(Packets::isIdr);
    }

    @Test
    void shouldGiveLateViewerTheSameAfterRestart() {
        // Given
        var witness = viewer("kept");
        var producer = producer("kept");
        sendConfiguration(producer);
        send(producer, 0, 25);
        await().until(() -> witness.messages.size() == 27);
        gateway.stop();
        gateway = start();

        // When
        var viewer = viewer("kept");
        await().until(() -> viewer.messages.size() == 6);
        var again = producer("kept");
        var more = sendConfiguration(again);
        more.addAll(send(again, 30, 35));

        // Then
        await().until(() -> viewer.messages.size() == 6 + more.size());
        assertThat(viewer.messages.get(0)).isEqualTo(Packets.join(Packets.SPS, Packets.PPS));
        assertThat(numbers(viewer.messages.subList(1, 6))).isEqualTo(range(20, 25));
        assertThat(viewer.messages.subList(6, 6 + more.size()))
                .usingRecursiveComparison()
                .isEqualTo(more);
    }

    @Test
    void shouldGiveConfigurationWhenThereIsNoFrameYet() {
        // Given
        var witness = viewer("bare");
        var producer = producer("bare");
        sendConfiguration(producer);
        await().until(() -> witness.messages.size() == 2);

        // When
        var viewer = viewer("bare");

        // Then
        await().until(() -> viewer.messages.size() == 1);
        assertThat(viewer.messages.get(0)).isEqualTo(Packets.join(Packets.SPS, Packets.PPS));
    }

    @Test
    void shouldDropAPacketThatIsTooLargeWithWhatNeedsItAndGoOn() {
        // Given
        var viewer = viewer("large");
        var producer = producer("large");
        sendConfiguration(producer);
        send(producer, 0, 3);
        await().until(() -> viewer.messages.size() == 5);

        // When
        sendFrame(producer, 3, 5 << 20);
        send(producer, 4, 8);

        // Then
        await().until(() -> viewer.messages.size() == 8);
        assertThat(numbers(viewer.messages.subList(2, 8))).containsExactly(0, 1, 2, 5, 6, 7);
    }

    @Test
    void shouldLetTheNewerProducerTakeTheStreamOver() {
        // Given
        var viewer = viewer("taken");
        var first = producer("taken");
        sendConfiguration(first);
        send(first, 0, 5);
        await().until(() -> viewer.messages.size() == 7);
        var second = producer("taken");
        sendConfiguration(second);
        await().until(() -> viewer.messages.size() == 9);

        // When
        send(first, 5, 10);
        send(second, 100, 110);

        // Then
        await().until(() -> viewer.messages.size() == 19);
        assertThat(numbers(viewer.messages.subList(9, 19))).isEqualTo(range(100, 110));
        assertThat(first.isOpen()).isTrue();
    }

    /** Its gateway was killed: nobody says that it is gone. */
    @Test
    void shouldGiveTheStreamBackWhenTheNewerProducerFallsSilent() {
        // Given
        var viewer = viewer("silent");
        var first = producer("silent");
        sendConfiguration(first);
        send(first, 0, 5);
        await().until(() -> viewer.messages.size() == 7);
        var second = producer("silent");
        sendConfiguration(second);
        send(second, 100, 105);
        await().until(() -> number(viewer) == 104);

        // When
        var next = new AtomicInteger(5);
        await().pollInterval(Duration.ofMillis(100)).until(() -> {
            sendFrame(first, next.getAndIncrement(), FRAME_BYTES);
            return number(viewer) < 100;
        });

        // Then
        assertThat(gapsThatAreNoKeyframes(viewer.messages)).isEmpty();
        assertThat(second.isOpen()).isTrue();
    }

    @Test
    void shouldLeaveTheStreamToItsProducerWhileAnotherOnlyDescribesItself() throws JsonProcessingException {
        // Given
        var viewer = viewer("quiet");
        var first = producer("quiet");
        sendConfiguration(first);
        send(first, 0, 5);
        await().until(() -> viewer.messages.size() == 7);
        var epoch = epoch("quiet");
        var second = producer("quiet");

        // When
        second.send("{\"type\":\"video_config\",\"config\":{\"source\":\"dji_drone\"}}");
        second.send(Packets.sps(Packets.SPS));
        await().until(() -> epoch("quiet") > epoch);
        second.close();
        await().until(() -> get("/api/streams").contains("\"stream\":\"quiet\",\"open\":false"));
        var third = producer("quiet");
        third.send("{\"type\":\"video_config\",\"config\":{\"source\":\"dji_drone\"}}");
        send(first, 5, 15);

        // Then
        await().until(() -> number(viewer) == 14);
        assertThat(gapsThatAreNoKeyframes(viewer.messages)).isEmpty();
        assertThat(third.isOpen()).isTrue();
    }

    @Test
    void shouldGiveADeviceThatNamesNoStreamItsOwn() {
        // Given
        var viewer = TestSocket.to(uri("/ws/video/consume?stream=gate%20north"));
        var producer = TestSocket.to(uri("/ws/video?device=gate%20north"));

        // When
        var sent = sendConfiguration(producer);

        // Then
        await().until(() -> viewer.messages.size() == sent.size());
        assertThat(get("/api/streams")).contains("\"stream\":\"gate north\",\"open\":true");
    }

    @Test
    void shouldDropSlowViewerToKeyframeAndNobodyElse() {
        // Given
        var fast = viewer("heavy");
        var slow = TestSocket.notReading(uri("/ws/video/consume?stream=heavy"));
        var producer = producer("heavy");
        sendConfiguration(producer);

        // When
        for (var i = 0; i < 300; i++) sendFrame(producer, i, 200_000);
        await().until(() -> fast.messages.size() == 302);
        slow.read();
        await().until(() -> number(slow) == 299);

        // Then
        assertThat(numbers(fast.messages.subList(2, 302))).isEqualTo(range(0, 300));
        assertThat(slow.messages).hasSizeLessThan(302);
        assertThat(gapsThatAreNoKeyframes(slow.messages)).isEmpty();
    }

    @Test
    void shouldAnswerPingAndPrefixHeadersOnRequest() {
        // Given
        var viewer = TestSocket.to(uri("/ws/video/consume?stream=headed&packets=header"));
        var producer = producer("headed");

        // When
        viewer.send("ping");
        viewer.send("anything");
        producer.send(Packets.sps(Packets.SPS));
        producer.send(Packets.frame(3, Packets.idr(0, FRAME_BYTES)));

        // Then
        await().until(() -> viewer.messages.size() == 2);
        assertThat(viewer.texts).containsExactly("pong");
        assertThat(viewer.messages.get(0)).isEqualTo(Packets.sps(Packets.SPS));
        assertThat(viewer.messages.get(1)).isEqualTo(Packets.frame(3, Packets.idr(0, FRAME_BYTES)));
    }

    private Gateway start() {
        var started = Gateway.of(GatewaySettings.of(Map.of())
                .with("gateway.port", "0")
                .with("gateway.legacy-ports.hub", "0")
                .with("gateway.legacy-ports.telemetry", "-1")
                .with("gateway.capabilities", "[hub]")
                .with("hub.video.silence", "6s")
                .with("cluster.bootstrap-servers", cluster.bootstrapServers())
                .with("cluster.schema-registry", cluster.schemaRegistry())
                .with("cluster.namespace", cluster.namespace()));
        started.start();
        return started;
    }

    private TestSocket viewer(String stream) {
        return TestSocket.to(uri("/ws/video/consume?stream=" + stream));
    }

    private TestSocket producer(String stream) {
        return TestSocket.to(uri("/ws/video?stream=" + stream));
    }

    private URI uri(String path) {
        return URI.create(address().replaceFirst("^http", "ws") + path);
    }

    private String address() {
        return String.valueOf(gateway.addresses().get("hub")).replaceAll("/$", "");
    }

    private long epoch(String stream) throws JsonProcessingException {
        for (var state : new ObjectMapper().readTree(get("/api/streams"))) {
            if (state.get("stream").asText().equals(stream))
                return state.get("epoch").asLong();
        }
        return 0;
    }

    private String get(String path) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(address() + path)).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What viewers get of it. */
    private static List<byte[]> sendConfiguration(TestSocket producer) {
        producer.send(Packets.sps(Packets.SPS));
        producer.send(Packets.pps(Packets.PPS));
        return new ArrayList<>(List.of(Packets.SPS, Packets.join(Packets.SPS, Packets.PPS)));
    }

    private static List<byte[]> send(TestSocket producer, int from, int to) {
        var sent = new ArrayList<byte[]>();
        for (var i = from; i < to; i++) sent.add(sendFrame(producer, i, FRAME_BYTES));
        return sent;
    }

    /** Every fifth is a keyframe. */
    private static byte[] sendFrame(TestSocket producer, int number, int bytes) {
        var isKeyframe = number % 5 == 0;
        var data = isKeyframe ? Packets.idr(number, bytes) : Packets.predicted(number, bytes);
        producer.send(Packets.frame(isKeyframe ? 3 : 4, data));
        return data;
    }

    private static List<Integer> numbers(List<byte[]> slices) {
        return slices.stream().map(Packets::number).toList();
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static int number(TestSocket viewer) {
        var messages = viewer.messages;
        return messages.isEmpty() ? -1 : Packets.number(messages.get(messages.size() - 1));
    }

    private static List<Integer> gapsThatAreNoKeyframes(List<byte[]> messages) {
        var gaps = new ArrayList<Integer>();
        var last = -1;
        for (var message : messages) {
            if (message.length < 100) continue;
            var number = Packets.number(message);
            if (number != last + 1 && !Packets.isIdr(message)) gaps.add(number);
            last = number;
        }
        return gaps;
    }
}
