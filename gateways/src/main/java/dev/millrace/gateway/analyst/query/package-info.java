/** Questions in SQL: which of a topic's records one needs, DuckDB in a cage, and the answer as it is written. */
@NullMarked
package dev.millrace.gateway.analyst.query;

import org.jspecify.annotations.NullMarked;
