package dev.millrace.gateway.hub.control;

import dev.millrace.gateway.Platform;
import dev.millrace.gateway.hub.control.Leases.Grant;
import dev.millrace.gateway.hub.device.Devices;
import dev.millrace.gateway.live.Encoding;
import dev.millrace.gateway.live.LiveRecord;
import dev.millrace.gateway.live.Payload;
import dev.millrace.gateway.live.Start;
import dev.millrace.gateway.live.Subscriber;
import dev.millrace.gateway.live.Subscription;
import dev.millrace.gateway.live.Watch;
import dev.millrace.message.control.ControlCommand;
import dev.millrace.part.Health;
import dev.millrace.topic.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code control.commands} on behalf of the devices connected here: delivers what is new, and learns from what is
 * older who may command what. What was there before this gateway began to read is never delivered. Thread-safe.
 */
final class ControlReader implements Subscriber<ControlCommand>, AutoCloseable {

    /** By how much the brokers' clock may be behind what it is taken to be at the start, when it is not known yet. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);

    private static final Encoding<ControlCommand> TEXT =
            live -> Payload.text(live.value().getText());

    private final Platform platform;
    private final Devices devices;
    private final Acknowledgements acknowledgements;
    private final ControlMeters meters;
    private final Leases leases = new Leases();
    private final Map<String, Consumer<Optional<Grant>>> claims = new ConcurrentHashMap<>();
    private @Nullable Subscription subscription;
    private volatile boolean isLive;

    ControlReader(Platform platform, Devices devices, Acknowledgements acknowledgements, ControlMeters meters) {
        this.platform = platform;
        this.devices = devices;
        this.acknowledgements = acknowledgements;
        this.meters = meters;
    }

    void start() {
        var from = platform.brokers().now().minus(Leases.MEMORY).minus(CLOCK_SKEW);
        var reading =
                platform.fastLane().subscribe(Watch.all(platform.topics().controlCommands(), Start.time(from)), this);
        synchronized (this) {
            subscription = reading;
        }
    }

    synchronized Health health() {
        if (subscription == null) return Health.of(Health.State.STARTING, "not started");
        if (subscription.state() == Subscription.State.CLOSED) {
            return Health.of(Health.State.DOWN, "commands are not read any more");
        }
        return isLive ? Health.ready() : Health.of(Health.State.STARTING, "learns who has which device");
    }

    /** Who has the device now, as far as is known here. */
    Optional<Grant> grant(String device) {
        synchronized (leases) {
            return leases.grant(device, nowMs());
        }
    }

    /** By the brokers' clock, which leases go by. */
    long nowMs() {
        return platform.brokers().now().toEpochMilli();
    }

    /** Will tell of the claim with this id whether it was granted, on a thread that must not be blocked. */
    void expect(String claim, Consumer<Optional<Grant>> claimant) {
        claims.put(claim, claimant);
    }

    /** The claim was not written. */
    void forget(String claim) {
        claims.remove(claim);
    }

    @Override
    public void onRecord(LiveRecord<ControlCommand> live) {
        var command = live.value();
        switch (command.getType()) {
            case TYPE_COMMAND -> {
                if (isLive) judge(live);
            }
            case TYPE_DELIVERED -> acknowledgements.delivered(command.getCommandId(), command.getSockets());
            case TYPE_LEASE_TAKEN -> claim(live);
            case TYPE_LEASE_RELEASED -> release(live);
            default -> meters.ignored("unknown-record");
        }
    }

    @Override
    public void onLive() {
        isLive = true;
    }

    private void claim(LiveRecord<ControlCommand> live) {
        var command = live.value();
        var length = Duration.ofNanos(Math.max(0, command.getExpiresNs() - command.getReceivedNs()));
        var atMs = live.appended().toEpochMilli();
        Optional<Grant> grant;
        synchronized (leases) {
            grant = leases.claim(live.key(), command.getHolder(), length, atMs)
                    ? leases.grant(live.key(), atMs)
                    : Optional.empty();
        }
        var claimant = claims.remove(command.getCommandId());
        if (claimant != null) claimant.accept(grant);
    }

    private void release(LiveRecord<ControlCommand> live) {
        synchronized (leases) {
            leases.release(live.key(), live.value().getHolder());
        }
    }

    private void judge(LiveRecord<ControlCommand> live) {
        var command = live.value();
        acknowledgements.accepted(command.getCommandId());
        var expiry = new Expiry(command.getReceivedNs(), command.getExpiresNs());
        var nowNs = nanos(platform.clock().get());
        var sinceAppended = platform.brokers().since(live.appended());
        if (expiry.isOver(sinceAppended, nowNs)) {
            meters.ended("expired");
            acknowledgements.over(command.getCommandId());
            return;
        }
        var isLanding = isLanding(command);
        if (!isLanding && !permits(live.key(), live)) {
            meters.ended("taken");
            acknowledgements.refused(command.getCommandId(), Notices.TAKEN);
            return;
        }
        deliver(live, isLanding, System.nanoTime() + expiry.leftNs(sinceAppended, nowNs));
    }

    private static boolean isLanding(ControlCommand command) {
        return command.getCommandType().equals("flightmode")
                && Said.of(command.getText()) instanceof Said.Command said
                && said.isLanding();
    }

    /** @param deadline by {@link System#nanoTime}: one that still waits for its socket then is left out */
    private void deliver(LiveRecord<ControlCommand> live, boolean isLanding, long deadline) {
        var command = live.value();
        var received = Instant.ofEpochSecond(0, command.getReceivedNs());
        var told = devices.tell(
                live.key(),
                live.encoded(TEXT).until(deadline),
                (session, connected) -> !connected.isAfter(received) && (isLanding || permits(session.device(), live)));
        meters.delivered(told);
        if (told > 0 && !command.getCommandId().isEmpty()) acknowledge(live, told);
    }

    private boolean permits(String device, LiveRecord<ControlCommand> live) {
        synchronized (leases) {
            return leases.permits(
                    device, live.value().getHolder(), live.appended().toEpochMilli());
        }
    }

    private void acknowledge(LiveRecord<ControlCommand> live, int sockets) {
        var delivered = Stamp.received(nanos(platform.clock().get()))
                .derivedFrom(live.topic().name(), live.partition(), live.offset())
                .on(ControlCommand.newBuilder())
                .setType(ControlCommand.Type.TYPE_DELIVERED)
                .setCommandId(live.value().getCommandId())
                .setOwner(platform.instance())
                .setSockets(sockets)
                .build();
        platform.fast().send(platform.topics().controlCommands(), live.key(), delivered);
    }

    static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }

    @Override
    public void close() {
        Subscription reading;
        synchronized (this) {
            reading = subscription;
        }
        if (reading != null) reading.close();
    }
}
