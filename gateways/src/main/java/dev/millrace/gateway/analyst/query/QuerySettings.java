package dev.millrace.gateway.analyst.query;

import dev.millrace.part.ByteSize;
import java.time.Duration;

/**
 * The section {@code analyst} of {@code gateway.yaml}, where each key is explained.
 *
 * @param queries answered at once
 * @param memory of DuckDB, for each
 * @param threads of DuckDB, for each
 * @param rows of an answer that is one JSON document
 */
public record QuerySettings(
        int queries,
        Duration time,
        ByteSize memory,
        int threads,
        long readRecords,
        ByteSize readBytes,
        long rows,
        ByteSize answer,
        Duration clockSlack) {

    public QuerySettings {
        if (queries < 1) throw new IllegalArgumentException("queries must be at least 1: " + queries);
        if (threads < 1) throw new IllegalArgumentException("threads must be at least 1: " + threads);
        if (memory.bytes() < 16 << 20) throw new IllegalArgumentException("memory must be at least 16MiB: " + memory);
        if (clockSlack.isNegative()) throw new IllegalArgumentException("clock-slack cannot be negative");
    }

    /** What a question may take where it does not ask for less. */
    public QueryLimits limits() {
        return new QueryLimits(time, readRecords, readBytes.bytes(), Long.MAX_VALUE, answer.bytes());
    }
}
