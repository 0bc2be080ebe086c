package dev.millrace.gateway.amqp;

/**
 * What of an exchange may be delivered and not be dealt with yet: the product bounds the memory that it takes.
 *
 * @param messages at a time
 * @param largest bytes of a message; of a larger one no more is kept than a dead letter holds
 */
record Prefetch(int messages, int largest) {}
