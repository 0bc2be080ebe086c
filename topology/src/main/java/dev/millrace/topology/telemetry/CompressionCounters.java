package dev.millrace.topology.telemetry;

/**
 * How much of what could have been sent was sent.
 *
 * @param total fields that may be left out, counted once per packet
 * @param transmitted those of them that were sent
 * @param packetBytes of the packets that they are of
 * @param fullBytes of the same readings as packets that leave out nothing
 */
record CompressionCounters(long total, long transmitted, long packetBytes, long fullBytes) {

    static final CompressionCounters NONE = new CompressionCounters(0, 0, 0, 0);

    CompressionCounters plus(int offered, int sent, int bytes, int asFull) {
        return new CompressionCounters(total + offered, transmitted + sent, packetBytes + bytes, fullBytes + asFull);
    }
}
