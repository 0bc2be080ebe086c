package dev.millrace.gateway.hub.viewer;

import dev.millrace.gateway.Capability;
import dev.millrace.gateway.Gateway;
import dev.millrace.gateway.GatewaySettings;
import dev.millrace.gateway.Manners;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.Routes;
import dev.millrace.gateway.SocketHandler;
import dev.millrace.gateway.SocketLimits;
import dev.millrace.gateway.SocketOpening;
import dev.millrace.gateway.TestGateways;
import dev.millrace.gateway.hub.control.ControlCapability;
import dev.millrace.gateway.hub.control.ControlSettings;
import dev.millrace.gateway.hub.device.DeviceSession;
import dev.millrace.gateway.hub.device.Devices;
import dev.millrace.gateway.live.Outboxes;
import dev.millrace.gateway.live.Overflow;
import dev.millrace.part.ByteSize;
import dev.millrace.part.Health;
import dev.millrace.topic.Cluster;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;

/** A gateway with viewers, and with devices that only listen, on {@code /ws/device?device=…&group=…}. */
final class TestHub implements Capability, AutoCloseable {

    private final Platform platform;
    private final ControlCapability control;
    private final ViewerCapability viewers;
    final Devices devices;
    private Gateway gateway;

    private TestHub(Platform platform, ControlSettings settings) {
        this.platform = platform;
        this.devices = new Devices(platform.clock());
        this.control = new ControlCapability(platform, devices, settings);
        this.viewers = new ViewerCapability(platform, control);
    }

    static TestHub start(Cluster cluster, String instance, String... keysAndValues) {
        var settings = GatewaySettings.of(Map.of())
                .with("gateway.instance", instance)
                .with("gateway.port", "0")
                .with("gateway.legacy-ports.hub", "0")
                .with("gateway.legacy-ports.telemetry", "-1")
                // A slow machine must not make commands and leases end on their own.
                .with("hub.control.ttl", "30s")
                .with("hub.control.longest-ttl", "60s")
                .with("hub.control.lease", "60s")
                .with("cluster.bootstrap-servers", cluster.bootstrapServers())
                .with("cluster.schema-registry", cluster.schemaRegistry())
                .with("cluster.namespace", cluster.namespace());
        for (var i = 0; i < keysAndValues.length; i += 2) {
            settings = settings.with(keysAndValues[i], keysAndValues[i + 1]);
        }
        var control = settings.as("hub.control", ControlSettings.class);
        var hubs = new TestHub[1];
        var gateway = TestGateways.start(settings, platform -> hubs[0] = new TestHub(platform, control));
        hubs[0].gateway = gateway;
        return hubs[0];
    }

    /** What time servers have it add to this machine's clock. */
    Duration correction() {
        return platform.clock().correction();
    }

    URI uri(String path) {
        return URI.create(String.valueOf(gateway.address("hub"))
                        .replaceFirst("^http", "ws")
                        .replaceAll("/$", "")
                + path);
    }

    TestViewer viewer(String query) {
        return TestViewer.to(uri("/ws/viewer" + query));
    }

    /** Returns once it is heard. */
    TestViewer device(String query) {
        var before = devices.connected();
        var device = TestViewer.to(uri("/ws/device" + query));
        Awaitility.await().until(() -> devices.connected() > before);
        return device;
    }

    @Override
    public String name() {
        return "hub";
    }

    @Override
    public void mount(Routes routes) {
        routes.manners(Manners.LEGACY);
        routes.socket("/ws/device", SocketLimits.SMALL, this::open);
        viewers.mount(routes);
    }

    private SocketHandler open(SocketOpening opening) {
        var outbox = new Outboxes("hub/ws/device", Overflow.DROP_OLDEST, ByteSize.parse("1MiB"), platform.meters())
                .open(opening.session());
        var session = new DeviceSession(
                opening.query("device").orElse("default"),
                opening.id(),
                DeviceSession.Channel.PHONE,
                opening.query("group").map(Set::of).orElse(Set.of()),
                opening.principal(),
                false);
        devices.connected(session, outbox);
        return new SocketHandler() {
            @Override
            public void onClose(int code, String reason) {
                devices.disconnected(session);
                outbox.close();
            }
        };
    }

    @Override
    public void start() {
        control.start();
    }

    @Override
    public Health health() {
        return control.health();
    }

    @Override
    public void stop() {
        control.stop();
    }

    @Override
    public void close() {
        gateway.stop();
    }
}
