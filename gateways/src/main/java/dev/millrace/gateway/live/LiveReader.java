package dev.millrace.gateway.live;

import com.google.protobuf.Message;
import dev.millrace.part.Health;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Topic;
import dev.millrace.topic.serde.MessageSerdes;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;

/**
 * The one reader of a lane in a gateway: it reads the partitions that somebody watches, parses each record once, keeps
 * a bounded tail of each partition and hands records to subscriptions as they come. It never waits for a subscriber.
 *
 * <p>Outlives brokers that are away. Thread-safe.
 */
public final class LiveReader implements AutoCloseable {

    /** Which records a reader passes on. */
    public enum Lane {
        /** Everything as it is written. */
        FAST,
        /**
         * Records of transactions before they are committed. A record of an aborted transaction is followed by its
         * rewrite, which names the same {@code source}; of these the first is passed. For topics in which an input
         * record leads to one record at most.
         */
        EXACT_SEEN_EARLY,
        EXACT_SEEN_COMMITTED
    }

    private final Lane lane;
    private final Cluster cluster;
    private final MessageSerdes serdes;
    private final TailLimits limits;
    private final ReaderMeters meters;
    private final Consumer<UnreadableRecord> unreadable;
    private final Map<String, Reading<?>> readings = new ConcurrentHashMap<>();
    private final Set<KeyedSubscription<?>> subscriptions = ConcurrentHashMap.newKeySet();
    private final Watched watched = new Watched();
    private final KafkaClientMetrics consumerMetrics;
    private final ReadLoop loop;
    private final CatchUp catchUp;
    private final Thread thread;

    private LiveReader(
            Lane lane,
            Cluster cluster,
            MessageSerdes serdes,
            TailLimits limits,
            MeterRegistry registry,
            Consumer<UnreadableRecord> unreadable) {
        var tuning = new ConsumerTuning(cluster, lane == Lane.EXACT_SEEN_COMMITTED);
        var consumer = tuning.live();
        this.lane = lane;
        this.cluster = cluster;
        this.serdes = serdes;
        this.limits = limits;
        this.meters = new ReaderMeters(lane.name().toLowerCase(Locale.ROOT), registry);
        this.unreadable = unreadable;
        this.consumerMetrics = new KafkaClientMetrics(consumer);
        this.loop = new ReadLoop(consumer, watched, limits);
        this.catchUp = new CatchUp(() -> new ConsumerPast(tuning.past()), this::reading, loop::read);
        this.thread = new Thread(loop, "live-" + lane.name().toLowerCase(Locale.ROOT));
    }

    /** @param unreadable told of records that could not be parsed, on the threads that read */
    public static LiveReader open(
            Lane lane,
            Cluster cluster,
            MessageSerdes serdes,
            TailLimits limits,
            MeterRegistry meters,
            Consumer<UnreadableRecord> unreadable) {
        var reader = new LiveReader(lane, cluster, serdes, limits, meters, unreadable);
        reader.consumerMetrics.bindTo(meters);
        reader.meters.gauge("partitions", reader.watched, Watched::size);
        reader.meters.gauge("subscriptions", reader.subscriptions, Set::size);
        reader.meters.gauge("tail.bytes", reader.watched, Watched::bytes);
        reader.thread.setDaemon(true);
        reader.thread.start();
        return reader;
    }

    /** Starts to read for a subscriber; returns at once. */
    public <V extends Message> Subscription subscribe(Watch<V> watch, Subscriber<V> subscriber) {
        var partitions = partitions(watch);
        var subscription = new KeyedSubscription<>(watch, partitions.size(), subscriber, closed -> {
            subscriptions.remove(closed);
            partitions.forEach(loop::release);
        });
        subscriptions.add(subscription);
        var feeds = new ArrayList<Feed<V>>();
        for (var id : partitions) {
            @SuppressWarnings("unchecked")
            var partition = (LivePartition<V>) watched.retain(id, absent -> partition(absent, watch.topic()));
            feeds.add(new Feed<>(subscription, partition, isFiltered()));
        }
        feeds.forEach(catchUp::begin);
        return subscription;
    }

    public Health health() {
        return loop.health();
    }

    /** Ends all subscriptions, without a word to them. */
    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
        catchUp.close();
        consumerMetrics.close();
        loop.close();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <V extends Message> LivePartition<V> partition(TopicPartition id, Topic<V> topic) {
        return new LivePartition<>(id, reading(topic), limits, isFiltered(), meters);
    }

    private boolean isFiltered() {
        return lane == Lane.EXACT_SEEN_EARLY;
    }

    @SuppressWarnings("unchecked")
    private <V extends Message> Reading<V> reading(Topic<V> topic) {
        return (Reading<V>) readings.computeIfAbsent(
                topic.name(), name -> new Reading<>(topic, serdes.deserializer(topic), this::onUnreadable));
    }

    private void onUnreadable(UnreadableRecord refused) {
        meters.unreadable();
        unreadable.accept(refused);
    }

    private Set<TopicPartition> partitions(Watch<?> watch) {
        var topic = watch.topic();
        var count = cluster.partitions().of(topic.spread());
        return numbers(watch, count)
                .mapToObj(number -> new TopicPartition(topic.name(), number))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static IntStream numbers(Watch<?> watch, int count) {
        if (!watch.partitions().isEmpty()) return watch.partitions().stream().mapToInt(Integer::intValue);
        if (watch.keys().isEmpty()) return IntStream.range(0, count);
        return watch.keys().stream()
                .mapToInt(key -> BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), count));
    }
}
