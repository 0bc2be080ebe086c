package dev.millrace.gateway.analyst.query;

/**
 * Offsets of one partition that are to be read.
 *
 * @param from the first
 * @param to the one after the last
 */
record Slice(int partition, long from, long to) {

    long size() {
        return to - from;
    }
}
