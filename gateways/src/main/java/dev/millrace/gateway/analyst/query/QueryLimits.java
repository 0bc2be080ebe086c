package dev.millrace.gateway.analyst.query;

import java.time.Duration;

/**
 * What one question may take.
 *
 * @param time from the first look to the last row
 * @param records read from topics
 * @param bytes of keys and values read from topics
 * @param rows of the answer; it ends there
 * @param answer bytes of the answer as it is written; it fails there
 */
public record QueryLimits(Duration time, long records, long bytes, long rows, long answer) {

    public QueryLimits {
        if (time.isNegative() || time.isZero()) throw new IllegalArgumentException("time must be positive: " + time);
        if (records < 1 || bytes < 1 || rows < 1 || answer < 1) {
            throw new IllegalArgumentException("a limit must be at least 1");
        }
    }

    public QueryLimits rows(long most) {
        return new QueryLimits(time, records, bytes, most, answer);
    }

    /** The smaller of each. */
    public QueryLimits within(QueryLimits other) {
        return new QueryLimits(
                time.compareTo(other.time) < 0 ? time : other.time,
                Math.min(records, other.records),
                Math.min(bytes, other.bytes),
                Math.min(rows, other.rows),
                Math.min(answer, other.answer));
    }
}
