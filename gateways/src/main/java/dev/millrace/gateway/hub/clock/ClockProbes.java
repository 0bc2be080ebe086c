package dev.millrace.gateway.hub.clock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.SocketHandler;
import dev.millrace.gateway.clock.DeviceClock;
import dev.millrace.gateway.clock.DeviceClocks;
import dev.millrace.gateway.clock.DeviceTime;
import dev.millrace.gateway.clock.Measurement;
import dev.millrace.gateway.hub.device.DeviceSession;
import dev.millrace.gateway.hub.device.Devices;
import dev.millrace.gateway.hub.device.MessageKind;
import dev.millrace.gateway.live.Payload;
import dev.millrace.message.clock.ClockOffset;
import dev.millrace.topic.Stamp;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks devices that answer probes what their clocks say: {@code clock_probe}, answered by {@code clock_reply}. Often at
 * first, so that a quick round trip is soon among them, then seldom. Thread-safe.
 */
final class ClockProbes implements MessageKind {

    private static final int QUICK_PROBES = 8;
    private static final long QUICK_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long STEADY_NS = TimeUnit.SECONDS.toNanos(5);
    private static final int MOST_UNANSWERED = 8;
    private static final long LOOK_MS = 100;

    private final Platform platform;
    private final DeviceClocks clocks;
    private final Devices devices;
    private final Set<Probing> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService tasks = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "hub-clock-probes");
        thread.setDaemon(true);
        return thread;
    });

    ClockProbes(Platform platform, DeviceClocks clocks, Devices devices) {
        this.platform = platform;
        this.clocks = clocks;
        this.devices = devices;
    }

    void start() {
        tasks.scheduleWithFixedDelay(() -> open.forEach(Probing::probe), LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
    }

    void stop() {
        tasks.shutdown();
    }

    @Override
    public Set<String> types() {
        return Set.of("clock_reply");
    }

    @Override
    public Listener open(DeviceSession session) {
        if (!session.isProbed()) return (message, text) -> SocketHandler.DONE;
        var probing = new Probing(session);
        open.add(probing);
        return probing;
    }

    private long nowNs() {
        return ClockCapability.nanos(platform.clock().get());
    }

    /** The probes of one connection. */
    private final class Probing implements Listener {

        private final DeviceSession session;
        private final DeviceClock clock;
        private final Map<Long, Asked> unanswered = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Asked> eldest) {
                return size() > MOST_UNANSWERED;
            }
        };
        private long id;
        private long nextNs = System.nanoTime();
        private long measurements;

        /** When a probe went out, by the platform's clock and by {@link System#nanoTime}. */
        private record Asked(long platformNs, long tickNs) {}

        Probing(DeviceSession session) {
            this.session = session;
            this.clock = clocks.of(session.device());
        }

        synchronized void probe() {
            var tick = System.nanoTime();
            if (tick - nextNs < 0) return;
            nextNs = tick + (id < QUICK_PROBES ? QUICK_NS : STEADY_NS);
            var asked = new Asked(nowNs(), tick);
            var message = JsonNodeFactory.instance
                    .objectNode()
                    .put("type", "clock_probe")
                    .put("id", id)
                    .put("t0", asked.platformNs);
            unanswered.put(id++, asked);
            devices.tell(session.device(), Payload.text(message.toString()), (heard, since) -> heard.equals(session));
        }

        @Override
        public CompletionStage<?> onMessage(JsonNode message, String text) {
            var tick = System.nanoTime();
            var said = message.path("t1");
            var asked = taken(message.path("id").asLong(-1));
            if (asked == null || !said.canConvertToExactIntegral() || !said.canConvertToLong()) {
                platform.meters().counter("millrace.hub.clock.rejected").increment();
                return SocketHandler.DONE;
            }
            var answeredNs = asked.platformNs + tick - asked.tickNs;
            var time = DeviceTime.inUnit(said.asLong(), 1);
            var measurement = Measurement.ofProbe(asked.platformNs, time.ns(), answeredNs);
            var isInForce = clock.measured(time.clock(), measurement);
            return platform.exact()
                    .send(platform.topics().clockOffsets(), session.device(), message(time, measurement, isInForce));
        }

        @Override
        public void onClose() {
            open.remove(this);
        }

        private synchronized @Nullable Asked taken(long ofId) {
            return unanswered.remove(ofId);
        }

        private synchronized ClockOffset message(DeviceTime time, Measurement measurement, boolean isInForce) {
            var uncertainty = measurement.roundTripNs() / 2 + 1;
            return Stamp.received(measurement.atNs())
                    .deviceTime(time.time(), time.tickNs(), time.clock())
                    .clockOffset(measurement.offsetNs(), uncertainty)
                    .capturedAt(time.ns() + measurement.offsetNs())
                    .session(session.id(), 0, measurements++)
                    .principal(session.principal())
                    .on(ClockOffset.newBuilder())
                    .setOffsetNs(measurement.offsetNs())
                    .setUncertaintyNs(uncertainty)
                    .setRoundTripNs(measurement.roundTripNs())
                    .setMethod("probe")
                    .setReference(platform.instance())
                    .setInForce(isInForce)
                    .build();
        }
    }
}
