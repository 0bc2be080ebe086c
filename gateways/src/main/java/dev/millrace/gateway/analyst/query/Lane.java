package dev.millrace.gateway.analyst.query;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One consumer that reads slice after slice. Used by one thread at a time. */
final class Lane implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(15).toNanos();

    private final Consumers consumers;
    private final String topic;
    private final Queue<Slice> work;
    private final RunningQuery query;
    private @Nullable Consumer<byte[], byte[]> consumer;
    private @Nullable Slice slice;
    private Iterator<ConsumerRecord<byte[], byte[]>> fetched = Collections.emptyIterator();
    private long position;
    private long progressAt;

    /** @param work shared with the other lanes of the scan */
    Lane(Consumers consumers, String topic, Queue<Slice> work, RunningQuery query) {
        this.consumers = consumers;
        this.topic = topic;
        this.work = work;
        this.query = query;
    }

    /** The next record that is already here; null when there is none. */
    @Nullable
    ConsumerRecord<byte[], byte[]> next() {
        if (!fetched.hasNext()) return null;
        var record = fetched.next();
        if (slice != null && record.offset() < slice.to()) return record;
        fetched = Collections.emptyIterator();
        return null;
    }

    /**
     * Fetches more, once all that was here is taken.
     *
     * @return whether there is anything left to read
     * @throws Unanswered when the question was ended, or Kafka does not answer
     */
    boolean fetch() throws Unanswered {
        query.check();
        try {
            if (slice != null && position >= slice.to()) slice = null;
            if (slice == null && !begin()) return false;
            poll();
            return true;
        } catch (KafkaException e) {
            throw new Unanswered(Unanswered.Reason.KAFKA_AWAY, "Kafka does not answer: " + e.getMessage());
        }
    }

    private boolean begin() {
        var begun = work.poll();
        if (begun == null) return false;
        if (consumer == null) consumer = consumers.borrow();
        slice = begun;
        position = begun.from();
        progressAt = System.nanoTime();
        var partition = new TopicPartition(topic, begun.partition());
        consumer.assign(List.of(partition));
        consumer.seek(partition, begun.from());
        return true;
    }

    private void poll() throws Unanswered {
        if (consumer == null || slice == null) return;
        var partition = new TopicPartition(topic, slice.partition());
        fetched = consumer.poll(POLL).records(partition).iterator();
        var reached = consumer.position(partition);
        if (reached != position) {
            position = reached;
            progressAt = System.nanoTime();
        } else if (System.nanoTime() - progressAt > PATIENCE_NANOS) {
            throw new Unanswered(Unanswered.Reason.KAFKA_AWAY, "Kafka does not answer");
        }
    }

    /** Once no thread reads any more. */
    @Override
    public void close() {
        if (consumer != null) consumers.giveBack(consumer, true);
        consumer = null;
    }
}
