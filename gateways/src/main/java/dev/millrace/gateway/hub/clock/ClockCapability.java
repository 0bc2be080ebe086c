package dev.millrace.gateway.hub.clock;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.gateway.Capability;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.RouteLimits;
import dev.millrace.gateway.Routes;
import dev.millrace.gateway.clock.ClockState;
import dev.millrace.gateway.clock.DeviceClock;
import dev.millrace.gateway.clock.DeviceClocks;
import dev.millrace.gateway.clock.StreamClock;
import dev.millrace.gateway.hub.device.CaptureTime;
import dev.millrace.gateway.hub.device.Devices;
import dev.millrace.gateway.hub.device.MessageKind;
import dev.millrace.topic.Key;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** How the platform's clock is set, and what devices' clocks are off it, at {@code /api/clocks}. */
public final class ClockCapability implements Capability {

    private final Platform platform;
    private final DeviceClocks clocks;
    private final ClockProbes probes;

    public ClockCapability(Platform platform, DeviceClocks clocks, Devices devices) {
        this.platform = platform;
        this.clocks = clocks;
        this.probes = new ClockProbes(platform, clocks, devices);
    }

    /** What devices' sockets hand their answers to probes to. */
    public MessageKind kind() {
        return probes;
    }

    /** Finds the platform's time of what devices have stamped. */
    public CaptureTime.Source captureTimes() {
        return device -> new StreamClock(clocks.of(device))::stamp;
    }

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public void mount(Routes routes) {
        routes.get("/api/clocks", RouteLimits.SMALL, this::answer);
    }

    @Override
    public void start() {
        probes.start();
    }

    @Override
    public void stop() {
        probes.stop();
    }

    private void answer(Context context) {
        var now = platform.clock().get();
        var json = JsonNodeFactory.instance.objectNode();
        json.set("platform", platform(now, platform.clock().state()));
        var devices = json.putArray("devices");
        clocks.all().forEach((device, clock) -> {
            var shown = clock.shown(nanos(now));
            if (!shown.isEmpty()) {
                var row = devices.addObject().put("device", Key.text(device));
                var byName = row.putObject("clocks");
                shown.forEach((name, each) -> byName.set(name, device(each)));
            }
        });
        context.contentType("application/json").result(json.toString());
    }

    private static ObjectNode platform(Instant now, ClockState state) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("time", now.toString())
                .put("asks_time_servers", state.isOn())
                .put("synchronised", state.sync().isPresent())
                .put("failures", state.failures());
        if (!state.lastFailure().isEmpty()) json.put("last_failure", state.lastFailure());
        state.sync()
                .ifPresent(sync -> json.put("server", sync.server())
                        .put("synchronised_at", sync.at().toString())
                        .put("offset_ns", sync.offset().toNanos())
                        .put("applied_ns", sync.applied().toNanos())
                        .put("uncertainty_ns", sync.uncertainty().toNanos())
                        .put("round_trip_ns", sync.roundTrip().toNanos()));
        return json;
    }

    private static ObjectNode device(DeviceClock.Shown shown) {
        var json = JsonNodeFactory.instance.objectNode();
        shown.measured()
                .ifPresent(known -> json.put("offset_ns", known.offsetNs())
                        .put("uncertainty_ns", known.uncertaintyNs())
                        .put("round_trip_ns", known.roundTripNs()));
        shown.driftPpm().ifPresent(drift -> json.put("drift_ppm", Math.round(drift * 1000) / 1000.0));
        shown.most().ifPresent(most -> json.put("offset_at_most_ns", most));
        return json;
    }

    static long nanos(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }
}
