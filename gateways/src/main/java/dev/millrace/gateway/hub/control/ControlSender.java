package dev.millrace.gateway.hub.control;

import dev.millrace.gateway.Platform;
import dev.millrace.message.analysis.AnalysisMode;
import dev.millrace.message.control.ControlCommand;
import dev.millrace.message.control.ControlCommand.Type;
import dev.millrace.topic.Stamp;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Writes what one pilot says. Thread-safe. */
final class ControlSender {

    private final Platform platform;
    private final Duration lease;
    private final String principal;
    private final String session = UUID.randomUUID().toString();
    private final AtomicLong sequence = new AtomicLong();

    ControlSender(Platform platform, ControlSettings settings, String principal) {
        this.platform = platform;
        this.lease = settings.lease();
        this.principal = principal;
    }

    long nowNs() {
        return ControlReader.nanos(platform.clock().get());
    }

    /**
     * @param id empty when nobody wants to know what becomes of it
     * @param holder empty for a pilot that has never asked to have a device
     */
    CompletableFuture<?> command(
            String target, Said.Command said, String text, String id, String holder, Duration ttl) {
        var now = nowNs();
        return send(
                target,
                record(Type.TYPE_COMMAND, now, id, holder)
                        .setText(text)
                        .setCommandType(said.type())
                        .setExpiresNs(now + ttl.toNanos()));
    }

    CompletableFuture<?> claim(String device, String id, String holder) {
        var now = nowNs();
        return send(device, record(Type.TYPE_LEASE_TAKEN, now, id, holder).setExpiresNs(now + lease.toNanos()));
    }

    CompletableFuture<?> release(String device, String holder) {
        return send(device, record(Type.TYPE_LEASE_RELEASED, nowNs(), "", holder));
    }

    CompletableFuture<?> analysisMode(String target, String text) {
        var mode = stamp(nowNs()).on(AnalysisMode.newBuilder()).setBody(text).build();
        return platform.fast().send(platform.topics().analysisModes(), target, mode);
    }

    private ControlCommand.Builder record(Type type, long now, String id, String holder) {
        return stamp(now)
                .on(ControlCommand.newBuilder())
                .setType(type)
                .setCommandId(id)
                .setHolder(holder)
                .setOwner(platform.instance());
    }

    private Stamp stamp(long now) {
        return Stamp.received(now)
                .session(session, 0, sequence.getAndIncrement())
                .principal(principal);
    }

    private CompletableFuture<?> send(String target, ControlCommand.Builder record) {
        return platform.fast().send(platform.topics().controlCommands(), target, record.build());
    }
}
