/** The embedded broker: one Apache Kafka node, broker and controller in one, on the loopback address. */
@NullMarked
package dev.millrace.broker;

import org.jspecify.annotations.NullMarked;
