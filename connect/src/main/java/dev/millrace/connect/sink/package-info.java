/** A sink connector that writes records into PostgreSQL: copied into a staging table, and merged from there. */
@NullMarked
package dev.millrace.connect.sink;

import org.jspecify.annotations.NullMarked;
