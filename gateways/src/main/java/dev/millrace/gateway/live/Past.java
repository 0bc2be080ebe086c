package dev.millrace.gateway.live;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads what is already in the log, of one partition at a time; not thread-safe.
 *
 * <p>Methods throw a {@link org.apache.kafka.common.errors.RetriableException} when the broker does not answer.
 */
interface Past extends AutoCloseable {

    /** The offset that the next record will have. */
    long end(TopicPartition partition);

    /** The oldest offset that is left. */
    long begin(TopicPartition partition);

    /** Where the first record stands that was appended then or later. */
    long at(TopicPartition partition, Instant appended);

    /** Some of the records from an offset on; none when there are none yet. {@link #next()} goes on after them. */
    List<ConsumerRecord<byte[], byte[]>> read(TopicPartition partition, long from);

    /** The offset after what was read last. */
    long next();

    @Override
    void close();
}
