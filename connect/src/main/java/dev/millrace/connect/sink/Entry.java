package dev.millrace.connect.sink;

import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A record ready to be stored.
 *
 * @param line of COPY: into {@code staged}, or into {@code gone} for a tombstone
 */
record Entry(SinkRecord record, byte[] line) {

    boolean isTombstone() {
        return record.value() == null;
    }
}
