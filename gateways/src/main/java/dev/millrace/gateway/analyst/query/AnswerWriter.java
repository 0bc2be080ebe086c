package dev.millrace.gateway.analyst.query;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one answer, row by row, as it comes. Used by one thread. */
public interface AnswerWriter {

    void begin(List<Heading> columns) throws IOException;

    /** @param values one for each column, as {@link Value} has them */
    void row(@Nullable Object[] values) throws IOException;

    /** @param isComplete whether there were no more rows */
    void end(boolean isComplete) throws IOException;
}
