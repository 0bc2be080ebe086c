/** The embedded database: one PostgreSQL server on the loopback address. */
@NullMarked
package dev.millrace.database;

import org.jspecify.annotations.NullMarked;
