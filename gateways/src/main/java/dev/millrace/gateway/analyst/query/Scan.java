package dev.millrace.gateway.analyst.query;

import dev.millrace.gateway.analyst.table.TopicTable;
import org.duckdb.DuckDBTableFunction;

/** What emits a topic's leaves into DuckDB, for those records at least that are within its reach. */
interface Scan {

    TopicTable table();

    /** What passes that begin from now on must read at least. */
    void reach(Reach needed);

    /** As DuckDB calls it. */
    DuckDBTableFunction<?, ?, ?> function();
}
