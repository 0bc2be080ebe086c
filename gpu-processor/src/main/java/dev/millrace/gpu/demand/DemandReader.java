package dev.millrace.gpu.demand;

import dev.millrace.gpu.kafka.Containers;
import dev.millrace.gpu.kafka.Values;
import dev.millrace.message.video.VideoDemand;
import dev.millrace.part.LogThrottle;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.serde.MessageSerdes;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.support.TopicPartitionOffset;
import org.springframework.kafka.support.TopicPartitionOffset.SeekPosition;

/** Follows the topic of demands, from as long ago as a lease may last. Every worker reads all of it. */
public final class DemandReader implements BatchMessageListener<String, byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(DemandReader.class);

    private final Demands demands;
    private final Runnable changed;
    private final Values<VideoDemand> values;
    private final LogThrottle quiet = new LogThrottle();
    private final KafkaMessageListenerContainer<String, byte[]> container;
    private final long startedMs = System.currentTimeMillis();

    /** @param changed called when there may be other demands than before */
    public DemandReader(
            Cluster cluster, MessageSerdes serdes, Containers containers, Demands demands, Runnable changed) {
        var topic = cluster.topics().videoDemands();
        this.demands = demands;
        this.changed = changed;
        this.values = new Values<>(
                topic,
                serdes,
                (original, why) -> quiet.log(count -> LOG.atWarn()
                        .addKeyValue("offset", original.offset())
                        .addKeyValue("count", count)
                        .log("a demand cannot be read")));
        var since = startedMs - Demands.LONGEST.toMillis();
        this.container = containers.following(
                topic,
                partition -> new TopicPartitionOffset(topic.name(), partition, since, SeekPosition.TIMESTAMP),
                this);
    }

    public void start() {
        container.start();
    }

    public boolean isRunning() {
        return container.isRunning();
    }

    public void stop() {
        container.stop();
    }

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
        for (var original : records) {
            if (original.key() == null) continue;
            if (original.value() == null) demands.drop(original.key());
            else values.of(original).ifPresent(demand -> take(original, demand));
        }
        changed.run();
    }

    private void take(ConsumerRecord<String, byte[]> original, VideoDemand demand) {
        if (!demands.take(original.key(), demand, System.nanoTime(), age(original))) {
            quiet.log(count -> LOG.atWarn()
                    .addKeyValue("stream", demand.getStream())
                    .addKeyValue("count", count)
                    .log("there are too many demands; this one is refused"));
        }
    }

    /** What was made before this worker began has used some of its lease; what comes since is new. */
    private Duration age(ConsumerRecord<String, byte[]> original) {
        return Duration.ofMillis(Math.max(0, startedMs - original.timestamp()));
    }
}
