/** One AMQP 0-9-1 broker, embedded. */
@NullMarked
package dev.millrace.amqp;

import org.jspecify.annotations.NullMarked;
