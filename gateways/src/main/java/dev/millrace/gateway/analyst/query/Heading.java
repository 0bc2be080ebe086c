package dev.millrace.gateway.analyst.query;

/**
 * The head of an answer's column.
 *
 * @param type as DuckDB calls it
 */
public record Heading(String name, String type) {}
