package dev.millrace.gateway.hub.device;

import dev.millrace.gateway.Platform;
import dev.millrace.gateway.SocketHandler;
import dev.millrace.gateway.SocketOpening;
import dev.millrace.gateway.live.Outbox;
import dev.millrace.gateway.live.Outboxes;
import dev.millrace.gateway.live.Overflow;
import dev.millrace.message.device.DeviceEvent;
import dev.millrace.part.ByteSize;
import dev.millrace.topic.Stamp;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Has the sockets of devices known for as long as they are open: spoken to through {@link Devices}, and announced in
 * {@code device.events} with a lease that this gateway renews while it lives. Thread-safe.
 */
public final class Presence {

    /** A pilot's commands of a few seconds: who cannot take them is better off without. */
    private static final ByteSize OUTBOX = ByteSize.parse("16KiB");

    private static final int LONGEST_DESCRIPTION = 256;

    private final Platform platform;
    private final Devices devices;
    private final Duration lease;
    private final Duration renewal;
    private final Outboxes phones;
    private final Outboxes producers;
    private final Map<DeviceSession, Standing> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService tasks = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "hub-leases");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param lease how long a device is taken to be there without renewal
     * @param renewal how often leases are renewed
     */
    public Presence(Platform platform, Devices devices, Duration lease, Duration renewal) {
        this.platform = platform;
        this.devices = devices;
        this.lease = lease;
        this.renewal = renewal;
        this.phones = new Outboxes("hub/ws/phone", Overflow.NEVER_DROP, OUTBOX, platform.meters()).oneAtATime();
        this.producers = new Outboxes("hub/ws/video", Overflow.NEVER_DROP, OUTBOX, platform.meters()).oneAtATime();
        platform.meters().gauge("millrace.hub.devices.connected", open, Map::size);
    }

    void start() {
        tasks.scheduleWithFixedDelay(this::renew, renewal.toMillis(), renewal.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop() {
        tasks.shutdown();
    }

    /** From now until the returned handler is told of the socket's end the device is there. */
    public SocketHandler attend(DeviceSession session, SocketOpening opening, SocketHandler handler) {
        var outboxes = session.channel() == DeviceSession.Channel.PHONE ? phones : producers;
        var outbox = outboxes.open(opening.session());
        var standing = new Standing(session);
        devices.connected(session, outbox);
        standing.send(DeviceEvent.newBuilder()
                .setType(DeviceEvent.Type.TYPE_CONNECTED)
                .putAllDescription(description(session, opening)));
        open.put(session, standing);
        return new Attended(session, outbox, handler);
    }

    /** Completes when the broker has the report. */
    CompletionStage<?> report(DeviceSession session, String type, String report) {
        var standing = open.get(session);
        if (standing == null) return SocketHandler.DONE;
        return standing.send(DeviceEvent.newBuilder()
                .setType(DeviceEvent.Type.TYPE_REPORTED)
                .setReportType(type)
                .setReport(report));
    }

    /** Something of this kind has come from the device; the first of a while is made known at once. */
    void came(DeviceSession session, String medium) {
        var standing = open.get(session);
        if (standing != null && standing.isNews(medium)) standing.renew();
    }

    private void renew() {
        open.values().forEach(Standing::renew);
    }

    private static Map<String, String> description(DeviceSession session, SocketOpening opening) {
        var groups = cut(String.join(",", session.groups().stream().sorted().toList()));
        var program = cut(opening.header("User-Agent").orElse(""));
        var description = new TreeMap<String, String>();
        if (!groups.isEmpty()) description.put("groups", groups);
        if (!program.isEmpty()) description.put("program", program);
        return description;
    }

    private static String cut(String text) {
        return text.length() > LONGEST_DESCRIPTION ? text.substring(0, LONGEST_DESCRIPTION) : text;
    }

    /** A handler whose socket is a device's. */
    private final class Attended implements SocketHandler {

        private final DeviceSession session;
        private final Outbox outbox;
        private final SocketHandler handler;

        Attended(DeviceSession session, Outbox outbox, SocketHandler handler) {
            this.session = session;
            this.outbox = outbox;
            this.handler = handler;
        }

        @Override
        public CompletionStage<?> onText(String text) {
            return handler.onText(text);
        }

        @Override
        public CompletionStage<?> onBinary(ByteBuffer bytes) {
            return handler.onBinary(bytes);
        }

        @Override
        public void onClose(int code, String reason) {
            try {
                handler.onClose(code, reason);
            } finally {
                devices.disconnected(session);
                outbox.close();
                var standing = open.remove(session);
                if (standing != null) standing.end();
            }
        }
    }

    /** A session's events in their order: none follows the last. */
    private final class Standing {

        private final DeviceSession session;
        private final Set<String> told = new TreeSet<>();
        private final Set<String> came = ConcurrentHashMap.newKeySet();
        private long sequence;
        private boolean isOver;

        Standing(DeviceSession session) {
            this.session = session;
        }

        /** Whether it is not known yet that such a medium comes. */
        boolean isNews(String medium) {
            if (!came.add(medium)) return false;
            synchronized (this) {
                return !told.contains(medium);
            }
        }

        synchronized void renew() {
            told.clear();
            told.addAll(came);
            came.clear();
            send(DeviceEvent.newBuilder().setType(DeviceEvent.Type.TYPE_RENEWED).addAllMedia(told));
        }

        /** One that is lost is made good by the next renewal, or by the lease's end. */
        synchronized CompletionStage<?> send(DeviceEvent.Builder event) {
            if (isOver) return SocketHandler.DONE;
            var nowNs = RejectedMessages.nanos(platform.clock().get());
            var complete = Stamp.received(nowNs)
                    .session(session.id(), 0, sequence++)
                    .principal(session.principal())
                    .on(event)
                    .setOwner(platform.instance())
                    .setChannel(session.channel().name().toLowerCase(Locale.ROOT))
                    .setLeaseUntilNs(nowNs + lease.toNanos())
                    .build();
            return platform.exact().send(platform.topics().deviceEvents(), session.device(), complete);
        }

        synchronized void end() {
            send(DeviceEvent.newBuilder().setType(DeviceEvent.Type.TYPE_DISCONNECTED));
            isOver = true;
        }
    }
}
