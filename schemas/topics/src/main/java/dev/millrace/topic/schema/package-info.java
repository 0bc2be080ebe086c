/** Protobuf schemas as values: read from text and bytes, printed, and compared version by version. */
@NullMarked
package dev.millrace.topic.schema;

import org.jspecify.annotations.NullMarked;
