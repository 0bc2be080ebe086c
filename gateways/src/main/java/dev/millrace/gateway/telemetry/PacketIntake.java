package dev.millrace.gateway.telemetry;

import dev.millrace.gateway.Platform;
import dev.millrace.gateway.live.Intake;
import dev.millrace.message.telemetry.CompressedTelemetry;
import dev.millrace.message.telemetry.CompressedTelemetry.Format;
import dev.millrace.message.telemetry.CompressedTelemetry.Reset;
import dev.millrace.topic.Stamp;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes vehicles' packets to their topic, stamped with when and by whom. Thread-safe. */
final class PacketIntake {

    private static final long NS_PER_MS = 1_000_000;

    private final Platform platform;
    private final Intake intake;
    private final String session;
    private final AtomicLong sequence = new AtomicLong();

    PacketIntake(Platform platform, Intake intake, String session) {
        this.platform = platform;
        this.intake = intake;
        this.session = session;
    }

    /** Completes when the broker has it. */
    CompletableFuture<RecordMetadata> send(Vin vin, CompressedTelemetry packet, String principal) {
        return intake.send(platform.topics().telemetryCompressed(), vin.key(), stamped(packet, principal));
    }

    /** Completes when the broker has all of them. */
    CompletableFuture<List<RecordMetadata>> sendAll(Vin vin, List<CompressedTelemetry> packets, String principal) {
        var stamped = packets.stream().map(packet -> stamped(packet, principal)).toList();
        return intake.sendAll(platform.topics().telemetryCompressed(), vin.key(), stamped);
    }

    private CompressedTelemetry stamped(CompressedTelemetry packet, String principal) {
        return stamp(platform.clock().get(), packet.getTimestampMs())
                .session(session, 0, sequence.getAndIncrement())
                .principal(principal)
                .on(packet.toBuilder())
                .build();
    }

    /** Completes when the broker has it: what is kept of a vehicle begins anew. */
    CompletableFuture<RecordMetadata> reset(Vin vin, Reset reset, String principal) {
        var message = CompressedTelemetry.newBuilder()
                .setFormat(Format.FORMAT_RESET)
                .setReset(reset)
                .build();
        return send(vin, message, principal);
    }

    /** Captured when the vehicle says, if it says so: what it kept while it was offline is older than its arrival. */
    private static Stamp stamp(Instant now, long timestampMs) {
        var received = Stamp.received(now.getEpochSecond() * 1_000_000_000 + now.getNano());
        if (timestampMs == 0) return received;
        var stamped = received.deviceTime(timestampMs, NS_PER_MS, "epoch");
        return timestampMs < 0 || timestampMs > Long.MAX_VALUE / NS_PER_MS
                ? stamped
                : stamped.capturedAt(timestampMs * NS_PER_MS);
    }
}
