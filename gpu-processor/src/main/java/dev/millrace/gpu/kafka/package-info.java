/** The consumers and the producer of a worker, as Spring's containers and Kafka's client run them. */
@NullMarked
package dev.millrace.gpu.kafka;

import org.jspecify.annotations.NullMarked;
