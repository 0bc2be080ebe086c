package dev.millrace.gateway.hub.imu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import dev.millrace.gateway.Gateway;
import dev.millrace.gateway.GatewaySettings;
import dev.millrace.gateway.live.RealKafka;
import dev.millrace.message.imu.ImuBatch;
import dev.millrace.message.imu.ImuBatch.Sample;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Stamp;
import dev.millrace.topic.Topic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ImuSocketTest {

    static {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    private static final long START = 1_739_402_161_351_000_000L;

    private final Cluster cluster = KAFKA.cluster();
    private final Gateway gateway = start();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var each : open) each.close();
        gateway.stop();
    }

    @Test
    void shouldKeepTheOrderAndEachStampAndSayWhenADeviceIsQuiet() {
        // Given
        var written = read(cluster.topics().imuSamples());
        var phone = phone("one");

        // When
        for (var i = 0; i < 500; i++) send(phone, Long.toString(START + i), "0.5");

        // Then
        await().until(() -> batches(written).stream().anyMatch(batch -> batch.getIdleUpToNs() == START + 499));
        var batches = batches(written);
        assertThat(samples(batches)).extracting(Sample::getDeviceNs).isEqualTo(stamps(500));
        assertThat(samples(batches)).extracting(Sample::getDeviceTimeText).containsOnly("");
        assertThat(batches).allMatch(batch -> batch.getSamplesCount() <= 32);
        assertThat(batches)
                .extracting(batch -> Stamp.of(batch).sequence())
                .isEqualTo(IntStream.range(0, batches.size())
                        .mapToObj(i -> (long) i)
                        .toList());
        var stamp = Stamp.of(batches.get(0));
        assertThat(stamp.clock()).isEqualTo("epoch");
        assertThat(stamp.deviceTickNs()).isEqualTo(1);
        assertThat(stamp.captureTimeNs()).isEqualTo(stamp.deviceTime());
        assertThat(written.get(0).key()).isEqualTo("one");
    }

    @Test
    void shouldSayWhenADeviceHasGone() {
        // Given
        var written = read(cluster.topics().imuSamples());
        var phone = phone("gone");

        // When
        send(phone, "12.5", "1");
        phone.sendClose(WebSocket.NORMAL_CLOSURE, "").join();

        // Then
        await().until(() -> batches(written).stream().anyMatch(batch -> batch.getIdleUpToNs() == 12_500_000_000L));
        var first = batches(written).get(0);
        assertThat(first.getSamples(0).getDeviceTimeText()).isEqualTo("12.5");
        assertThat(first.getDeviceTickNs()).isZero();
        assertThat(first.getClock()).isEmpty();
        assertThat(first.getCaptureTimeNs()).isZero();
    }

    @Test
    void shouldSkipABadRecordAloneAndSetASampleOfItAside() {
        // Given
        var written = read(cluster.topics().imuSamples());
        var letters = read(cluster.topics().deadLetters());
        var phone = phone("bad");

        // When
        send(phone, Long.toString(START), "1");
        send(phone, Long.toString(START + 1), "\"NaN\"");
        send(phone, Long.toString(START + 2), "\"-2e1\"");

        // Then
        await().until(() -> samples(batches(written)).size() == 2);
        assertThat(samples(batches(written)))
                .extracting(Sample::getAccelerationX)
                .containsExactly(1.0, -20.0);
        await().until(() -> !letters.isEmpty());
        assertThat(letters.get(0).value().getReason()).isEqualTo("bad-axis");
        assertThat(letters.get(0).value().getValue().toStringUtf8()).contains("NaN");
    }

    private Gateway start() {
        var started = Gateway.of(GatewaySettings.of(Map.of())
                .with("gateway.port", "0")
                .with("gateway.legacy-ports.hub", "0")
                .with("gateway.legacy-ports.telemetry", "-1")
                .with("gateway.capabilities", "[hub]")
                .with("cluster.bootstrap-servers", cluster.bootstrapServers())
                .with("cluster.schema-registry", cluster.schemaRegistry())
                .with("cluster.namespace", cluster.namespace()));
        started.start();
        return started;
    }

    private WebSocket phone(String device) {
        var hub = gateway.address("hub").toString().replaceFirst("^http", "ws").replaceAll("/$", "");
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(hub + "/ws/phone?device=" + device), new WebSocket.Listener() {})
                .join();
    }

    private static void send(WebSocket phone, String stamp, String x) {
        phone.sendText(
                        "{\"type\":\"imu_data\",\"timestamp\":" + stamp + ",\"accelerometer\":{\"x\":" + x
                                + ",\"y\":0,\"z\":9.81},\"gyroscope\":{\"x\":0,\"y\":0,\"z\":0}}",
                        true)
                .join();
    }

    /** What is in a topic, growing. */
    private <V extends Message> List<ConsumerRecord<String, V>> read(Topic<V> topic) {
        var found = new CopyOnWriteArrayList<ConsumerRecord<String, V>>();
        var consumer = new KafkaConsumer<>(
                cluster.clientProperties(),
                new StringDeserializer(),
                RealKafka.serdes(cluster).deserializer(topic));
        var partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var thread = new Thread(() -> {
            try (consumer) {
                while (true) consumer.poll(Duration.ofMillis(50)).forEach(found::add);
            } catch (org.apache.kafka.common.errors.WakeupException e) {
                // The test has ended.
            }
        });
        thread.start();
        open.add(() -> {
            consumer.wakeup();
            thread.join();
        });
        return found;
    }

    private static List<ImuBatch> batches(List<ConsumerRecord<String, ImuBatch>> written) {
        return written.stream().map(ConsumerRecord::value).toList();
    }

    private static List<Sample> samples(List<ImuBatch> batches) {
        return batches.stream()
                .flatMap(batch -> batch.getSamplesList().stream())
                .toList();
    }

    private static List<Long> stamps(int count) {
        return IntStream.range(0, count).mapToObj(i -> START + i).toList();
    }
}
