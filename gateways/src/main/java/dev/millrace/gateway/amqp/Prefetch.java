package dev.millrace.gateway.amqp;

/**
 * What of an exchange may be delivered and not be dealt with yet: the product bounds the memory that it takes.
 *
 * @param messages at a time
 * @param largest bytes of a message; of a larger one no more is kept than a dead letter holds
 * @param tail records looked at, at the topic's end, for what may be delivered again: more than messages, since others
 *     may have written between them
 */
record Prefetch(int messages, int largest, int tail) {}
