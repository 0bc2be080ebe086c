/** The schema registry: Confluent's interface over a compacted topic in Confluent's layout. */
@NullMarked
package dev.millrace.registry;

import org.jspecify.annotations.NullMarked;
