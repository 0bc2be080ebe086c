/** The archive: a Kafka Connect worker that brings topics into PostgreSQL. */
@NullMarked
package dev.millrace.connect;

import org.jspecify.annotations.NullMarked;
