/** Protobuf in Confluent's wire format, as Kafka Connect's own data. */
@NullMarked
package dev.millrace.connect.protobuf;

import org.jspecify.annotations.NullMarked;
