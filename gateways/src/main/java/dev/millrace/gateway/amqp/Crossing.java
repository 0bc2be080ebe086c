package dev.millrace.gateway.amqp;

import dev.millrace.part.Health;

/** What carries the messages of one exchange in one direction, on a thread of its own. */
interface Crossing extends AutoCloseable {

    /** As {@code imu_data_exchange to_topic}. */
    String name();

    void start();

    Health health();

    /** Takes nothing new; returns at once. */
    void end();

    /** Ends, and waits for what is under way; safe more than once. */
    @Override
    void close();
}
