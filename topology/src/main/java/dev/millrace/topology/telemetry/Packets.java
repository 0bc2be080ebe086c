package dev.millrace.topology.telemetry;

import dev.millrace.message.telemetry.CompressedTelemetry;
import dev.millrace.message.telemetry.CompressedTelemetry.Format;
import dev.millrace.topology.Rejected;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads packets from messages, and says which cannot be used. */
final class Packets {

    private Packets() {}

    static Packet of(CompressedTelemetry message) {
        return new Packet(
                message.getTimestampMs(),
                optional(message.hasSpeed(), message.getSpeed()),
                optional(message.hasBattery(), message.getBattery()),
                optional(message.hasPower(), message.getPower()),
                optional(message.hasHeading(), message.getHeading()),
                message.getOdometer(),
                message.getResync(),
                message.getFormat() == Format.FORMAT_COMPRESSED);
    }

    /** What is wrong with the packet, if anything. */
    static Optional<Rejected> flaw(CompressedTelemetry message, Packet packet) {
        if (message.getFormat() != Format.FORMAT_COMPRESSED && message.getFormat() != Format.FORMAT_FULL) {
            return Optional.of(new Rejected("unknown-format", "neither compressed nor full: " + message.getFormat()));
        }
        if (!packet.isFinite()) return Optional.of(new Rejected("not-finite", "a value is NaN or infinite"));
        if (!packet.isCompressed() && !packet.isComplete()) {
            return Optional.of(new Rejected("incomplete", "a full packet leaves out a field"));
        }
        return Optional.empty();
    }

    private static OptionalDouble optional(boolean isPresent, double value) {
        return isPresent ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
