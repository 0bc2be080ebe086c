package dev.millrace.gateway.hub.imu;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.SocketHandler;
import dev.millrace.gateway.clock.DeviceClock;
import dev.millrace.gateway.clock.DeviceClocks;
import dev.millrace.gateway.clock.DeviceTime;
import dev.millrace.gateway.clock.TickPace;
import dev.millrace.gateway.hub.device.DeviceSession;
import dev.millrace.gateway.hub.device.MessageKind;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The messages {@code imu_data}: each a sample for imu.samples. Says when a device has become quiet. Thread-safe. */
final class ImuKind implements MessageKind {

    private static final long QUIET_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LOOK_MS = 25;
    private static final long GIVEN_UP_NS = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_LEAVING = 10_000;

    private final Platform platform;
    private final DeviceClocks clocks;
    private final ImuMeters meters;
    private final ScheduledExecutorService tasks;
    private final Set<ImuWriter> writers = ConcurrentHashMap.newKeySet();
    /** Of connections that have ended, and when, until Kafka knows; no longer than it is worth to be said. */
    private final Map<ImuWriter, Long> leaving = new ConcurrentHashMap<>();

    /** @param tasks of one thread */
    ImuKind(Platform platform, DeviceClocks clocks, ScheduledExecutorService tasks) {
        this.platform = platform;
        this.clocks = clocks;
        this.meters = new ImuMeters(platform);
        this.tasks = tasks;
        platform.meters().gauge("millrace.hub.imu.devices", writers, Set::size);
    }

    void start() {
        tasks.scheduleWithFixedDelay(this::sayWhoIsQuiet, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public Set<String> types() {
        return Set.of("imu_data");
    }

    @Override
    public Listener open(DeviceSession session) {
        return new Samples(session);
    }

    private void sayWhoIsQuiet() {
        var now = System.nanoTime();
        for (var writer : writers) writer.quiet(now, QUIET_NS, receivedNs());
        leaving.forEach((writer, sinceNs) -> {
            if (writer.isQuietWritten() || now - sinceNs > GIVEN_UP_NS) leaving.remove(writer);
            else writer.quiet(now, QUIET_NS, receivedNs());
        });
    }

    private long receivedNs() {
        Instant now = platform.clock().get();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    /** The samples of one connection. */
    private final class Samples implements Listener {

        private final DeviceSession session;
        private final DeviceClock clock;
        private final ImuWriter writer;
        private final TickPace pace;

        Samples(DeviceSession session) {
            this.session = session;
            this.clock = clocks.of(session.device());
            this.pace = clock.pace();
            this.writer = new ImuWriter(platform, session, clock, meters, tasks);
        }

        @Override
        public CompletionStage<?> onMessage(JsonNode message, String text) {
            var receivedNs = receivedNs();
            var read = ImuText.read(text);
            if (read instanceof ImuText.Sample sample) return take(sample, text, receivedNs);
            if (read instanceof ImuText.Rejected rejected) reject(rejected.reason(), text, receivedNs);
            return SocketHandler.DONE;
        }

        @Override
        public void onClose() {
            var now = System.nanoTime();
            writers.remove(writer);
            writer.close(now, receivedNs());
            if (leaving.size() < MOST_LEAVING) leaving.put(writer, now);
        }

        private CompletionStage<?> take(ImuText.Sample sample, String text, long receivedNs) {
            pace.heard(sample.stamp().doubleValue(), receivedNs);
            clock.counts(pace.tickNs());
            var recognised = DeviceTime.of(sample.stamp(), receivedNs, pace.tickNs());
            if (recognised.isEmpty()) {
                reject("bad-timestamp", text, receivedNs);
                return SocketHandler.DONE;
            }
            var time = recognised.get();
            meters.received();
            clock.heard(time, receivedNs);
            writers.add(writer);
            return writer.write(sample.at(time), time, receivedNs, System.nanoTime());
        }

        private void reject(String reason, String text, long receivedNs) {
            meters.rejected(session.device(), reason, text, receivedNs);
        }
    }
}
