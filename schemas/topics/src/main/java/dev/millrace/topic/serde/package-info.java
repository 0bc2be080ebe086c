/** Messages as bytes: Protobuf in the Confluent wire format, with schemas in a Confluent-compatible registry. */
@NullMarked
package dev.millrace.topic.serde;

import org.jspecify.annotations.NullMarked;
