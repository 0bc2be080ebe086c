/** Topics as tables: which columns a message type has, and how a record's bytes become a row. */
@NullMarked
package dev.millrace.gateway.analyst.table;

import org.jspecify.annotations.NullMarked;
