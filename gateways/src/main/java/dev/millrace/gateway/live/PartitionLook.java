package dev.millrace.gateway.live;

import com.google.protobuf.Message;
import dev.millrace.topic.Topic;
import java.util.Optional;
import java.util.function.Predicate;

/** What a {@link Start.Locator} can see of a partition. Methods may block while the broker is asked. */
public interface PartitionLook<V> {

    /** The offset that the next record will have, when the look was taken. */
    long end();

    /** The newest matching record among those still in memory. */
    Optional<LiveRecord<V>> newestInMemory(Predicate<LiveRecord<V>> matching);

    /** The record at an offset, if there is one. */
    Optional<LiveRecord<V>> at(long offset);

    /** The newest matching record among the last {@code farthest}, found by reading back in doubling steps. */
    Optional<LiveRecord<V>> scanBack(Predicate<LiveRecord<V>> matching, long farthest);

    /** The same in the same partition of another topic. */
    <I extends Message> Optional<LiveRecord<I>> scanBack(
            Topic<I> index, Predicate<LiveRecord<I>> matching, long farthest);
}
