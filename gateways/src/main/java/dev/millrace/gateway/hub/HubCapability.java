package dev.millrace.gateway.hub;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.millrace.gateway.Capability;
import dev.millrace.gateway.Manners;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.RouteLimits;
import dev.millrace.gateway.Routes;
import dev.millrace.gateway.amqp.BridgeCapability;
import dev.millrace.gateway.amqp.BridgeSettings;
import dev.millrace.gateway.clock.DeviceClocks;
import dev.millrace.gateway.hub.clock.ClockCapability;
import dev.millrace.gateway.hub.control.ControlCapability;
import dev.millrace.gateway.hub.device.DeviceCapability;
import dev.millrace.gateway.hub.device.DeviceStates;
import dev.millrace.gateway.hub.device.Devices;
import dev.millrace.gateway.hub.device.Presence;
import dev.millrace.gateway.hub.device.RejectedMessages;
import dev.millrace.gateway.hub.imu.ImuCapability;
import dev.millrace.gateway.hub.picture.PictureCapability;
import dev.millrace.gateway.hub.recording.RecordingCapability;
import dev.millrace.gateway.hub.trajectory.PoseMessages;
import dev.millrace.gateway.hub.upload.UploadCapability;
import dev.millrace.gateway.hub.video.VideoCapability;
import dev.millrace.gateway.hub.viewer.ViewerCapability;
import dev.millrace.gateway.hub.world.WorldCapability;
import dev.millrace.part.Health;
import dev.millrace.topic.Topic;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The hub of phones, drones and cameras: what each of its rooms serves, at one root. */
final class HubCapability implements Capability {

    static final String NAME = "hub";

    private final Platform platform;
    private final List<Capability> rooms;

    HubCapability(Platform platform, HubSettings settings, BridgeSettings bridge) {
        this.platform = platform;
        var devices = new Devices(platform.clock());
        var presence = new Presence(
                platform,
                devices,
                settings.devices().lease(),
                settings.devices().renewal());
        var states = new DeviceStates(platform);
        var clocks = new DeviceClocks();
        var clock = new ClockCapability(platform, clocks, devices);
        var video =
                new VideoCapability(platform, settings.video(), presence, states, clock.captureTimes(), clock.kind());
        var rejected = new RejectedMessages(platform);
        var uploads = new UploadCapability(platform, settings.uploads(), rejected);
        var imu = new ImuCapability(platform, clocks);
        var control = new ControlCapability(platform, devices, settings.control());
        var kinds = List.of(
                uploads.phoneFiles(),
                new PoseMessages(platform, clock.captureTimes(), rejected),
                imu.kind(),
                clock.kind());
        var own = List.<Capability>of(
                video,
                new PictureCapability(platform, settings.pictures(), video.streams()),
                new RecordingCapability(platform, settings.recordings(), video.streams()),
                uploads,
                imu,
                clock,
                new DeviceCapability(
                        platform, presence, states, video.packets(), clock.captureTimes(), rejected, kinds),
                control,
                new ViewerCapability(platform, control),
                new WorldCapability(platform, settings.world()));
        this.rooms = Stream.concat(own.stream(), BridgeCapability.of(bridge, platform).stream())
                .toList();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Topic<?>> topics() {
        return rooms.stream().flatMap(room -> room.topics().stream()).toList();
    }

    @Override
    public void mount(Routes routes) {
        routes.manners(Manners.LEGACY);
        routes.get("/health", RouteLimits.SMALL, this::health);
        rooms.forEach(room -> room.mount(routes));
    }

    @Override
    public void start() {
        rooms.forEach(Capability::start);
    }

    @Override
    public Health health() {
        return Health.of(rooms.stream().collect(Collectors.toMap(Capability::name, Capability::health)));
    }

    /** Room after room: a socket that is drained in one may still write through another. */
    @Override
    public void drain(Duration atMost) {
        rooms.forEach(room -> room.drain(atMost));
    }

    @Override
    public void stop() {
        rooms.forEach(Capability::stop);
    }

    /** As the legacy hub answered, whatever the state of the rooms; that is told by the gateway's own page. */
    private void health(Context context) {
        var now = platform.clock().get();
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("status", "healthy")
                .put("service", "worldsystem-server")
                .put("timestamp", now.getEpochSecond() + now.getNano() / 1e9);
        context.contentType("application/json").result(body.toString());
    }
}
