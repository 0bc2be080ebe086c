package dev.millrace.topology.telemetry;

import dev.millrace.edge.EdgeReading;
import dev.millrace.edge.EdgeState;

/**
 * Where one vehicle stands after the packets so far.
 *
 * @param edge of its closed loop
 * @param duplicates closed-loop packets that came again
 * @param clearedOffset readings of input before it are no longer shown
 */
record Vehicle(
        Predictors predictors,
        CompressionCounters counters,
        long packets,
        long timestampMs,
        EdgeState edge,
        long duplicates,
        long clearedOffset) {

    static final Vehicle NEW = new Vehicle(Predictors.NEW, CompressionCounters.NONE, 0, 0, EdgeState.NEW, 0, 0);

    /** After a legacy packet of so many bytes; a full one counts nothing. */
    Vehicle after(Packet packet, int bytes, int asFull) {
        var counted = packet.isCompressed()
                ? counters.plus(packet.optional().size(), packet.sent(), bytes, asFull)
                : counters;
        return new Vehicle(
                predictors.after(packet), counted, packets + 1, packet.timestampMs(), edge, duplicates, clearedOffset);
    }

    /** After a closed-loop packet of so many bytes. One that is late tells nothing of where the vehicle is now. */
    Vehicle after(EdgeReading reading, EdgeState next, int bytes, int asFull) {
        return new Vehicle(
                predictors,
                counters.plus(reading.values().size(), reading.transmitted(), bytes, asFull),
                packets + 1,
                reading.isLate() ? timestampMs : reading.timeMs(),
                next,
                duplicates,
                clearedOffset);
    }

    Vehicle afterDuplicate() {
        return new Vehicle(predictors, counters, packets, timestampMs, edge, duplicates + 1, clearedOffset);
    }

    /** Counting from zero again, and showing nothing of what came before the offset. */
    Vehicle cleared(long offset) {
        return new Vehicle(predictors, CompressionCounters.NONE, packets, timestampMs, edge, duplicates, offset);
    }

    /** Counting and predicting anew. */
    Vehicle reset(boolean isKept) {
        return new Vehicle(
                predictors.reset(isKept),
                CompressionCounters.NONE,
                packets,
                timestampMs,
                edge,
                duplicates,
                clearedOffset);
    }
}
