/** The bridge between topics and the exchanges of an AMQP broker, for the services that a legacy hub fed and heard. */
@NullMarked
package dev.millrace.gateway.amqp;

import org.jspecify.annotations.NullMarked;
