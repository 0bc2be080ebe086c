package dev.millrace.gateway.hub.video;

import com.google.protobuf.Message;
import dev.millrace.gateway.Gateway;
import dev.millrace.gateway.GatewaySettings;
import dev.millrace.gateway.live.Intake;
import dev.millrace.gateway.live.IntakeLimits;
import dev.millrace.gateway.live.LiveReader;
import dev.millrace.gateway.live.RealKafka;
import dev.millrace.gateway.live.Stamping;
import dev.millrace.gateway.live.Start;
import dev.millrace.gateway.live.TailLimits;
import dev.millrace.gateway.live.Watch;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gateway with the hub alone, which can be stopped and started again at the same port; and its topics. */
public final class HubOnKafka implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Cluster cluster;
    private final Map<String, String> settings;
    private final int port = freePort();
    private final LiveReader reader;
    private final Intake intake;
    private Gateway gateway;

    /** @param settings beside those of the test's own cluster */
    public HubOnKafka(Cluster cluster, Map<String, String> settings) {
        var meters = new SimpleMeterRegistry();
        this.cluster = cluster;
        this.settings = settings;
        this.reader = LiveReader.open(
                LiveReader.Lane.FAST, cluster, RealKafka.serdes(cluster), TailLimits.DEFAULT, meters, refused -> {});
        this.intake = Intake.exact(cluster, RealKafka.serdes(cluster), IntakeLimits.EXACT, meters, Stamping.UNTOLD);
        this.gateway = start();
    }

    public void restart() {
        gateway.stop();
        gateway = start();
    }

    public URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public TestSocket socket(String path) {
        return TestSocket.to(URI.create("ws://127.0.0.1:" + port + path));
    }

    /** Everything that is and will be in a topic. */
    public <V extends Message> List<V> values(Topic<V> topic) {
        var values = new CopyOnWriteArrayList<V>();
        reader.subscribe(Watch.all(topic, Start.cursor(0)), live -> values.add(live.value()));
        return values;
    }

    public <V extends Message> void write(Topic<V> topic, String key, V value) {
        intake.send(topic, key, value).join();
    }

    public String get(String path) {
        return send(HttpRequest.newBuilder(at(path))).body();
    }

    public static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        gateway.stop();
        reader.close();
        intake.close();
    }

    private Gateway start() {
        var all = GatewaySettings.of(Map.of())
                .with("gateway.port", "0")
                .with("gateway.legacy-ports.hub", Integer.toString(port))
                .with("gateway.legacy-ports.telemetry", "-1")
                .with("gateway.capabilities", "[hub]")
                .with("cluster.bootstrap-servers", cluster.bootstrapServers())
                .with("cluster.schema-registry", cluster.schemaRegistry())
                .with("cluster.namespace", cluster.namespace());
        for (var setting : settings.entrySet()) all = all.with(setting.getKey(), setting.getValue());
        var started = Gateway.of(all);
        started.start();
        return started;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
