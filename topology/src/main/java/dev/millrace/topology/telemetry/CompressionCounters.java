package dev.millrace.topology.telemetry;

/**
 * How much of what could have been sent was sent.
 *
 * @param total fields that may be left out, counted once per packet
 * @param transmitted those of them that were sent
 */
record CompressionCounters(long total, long transmitted) {

    static final CompressionCounters NONE = new CompressionCounters(0, 0);

    CompressionCounters plus(int offered, int sent) {
        return new CompressionCounters(total + offered, transmitted + sent);
    }
}
