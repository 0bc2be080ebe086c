package dev.millrace.topic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics that are missing, and refuses those whose partitions are not as the catalogue says. */
public final class Provisioning {

    private static final int MOST_ATTEMPTS = 100;
    private static final long PAUSE_MS = 100;

    private Provisioning() {}

    /**
     * Makes all topics exist. Several parts may do so at once.
     *
     * @throws IllegalStateException when an existing topic has another number of partitions
     * @throws KafkaException when the cluster cannot be reached
     */
    public static void ensure(Cluster cluster, Collection<Topic<?>> topics) {
        try (var admin = Admin.create(cluster.clientProperties())) {
            var missing = missing(admin, topics);
            create(admin, cluster, missing);
            verify(admin, cluster, topics);
            awaitLeaders(admin, cluster, missing);
        }
    }

    private static List<Topic<?>> missing(Admin admin, Collection<Topic<?>> topics) {
        var existing = get(admin.listTopics().names());
        var missing = new ArrayList<Topic<?>>(topics);
        missing.removeIf(topic -> existing.contains(topic.name()));
        return missing;
    }

    private static void create(Admin admin, Cluster cluster, List<Topic<?>> missing) {
        var wanted = missing.stream().map(topic -> newTopic(topic, cluster)).toList();
        for (var outcome : admin.createTopics(wanted).values().values()) {
            try {
                get(outcome);
            } catch (TopicExistsException e) {
                // Another part was quicker.
            }
        }
    }

    private static void verify(Admin admin, Cluster cluster, Collection<Topic<?>> topics) {
        var wrong = new ArrayList<String>();
        var described = describe(admin, topics.stream().map(Topic::name).toList());
        for (var topic : topics) {
            var wanted = cluster.partitions().of(topic.spread());
            var found = Objects.requireNonNull(described.get(topic.name()))
                    .partitions()
                    .size();
            if (found != wanted && !topic.isForeign())
                wrong.add(topic.name() + " has " + found + " partitions instead of " + wanted);
        }
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(wrong.stream().collect(Collectors.joining("; "))
                    + "; set the partitions as they are, or use another namespace");
        }
    }

    /** A new topic is known to the controller at once, and to the broker that is asked a moment later. */
    private static Map<String, TopicDescription> describe(Admin admin, List<String> names) {
        for (var attempt = 1; ; attempt++) {
            try {
                return get(admin.describeTopics(names).allTopicNames());
            } catch (UnknownTopicOrPartitionException e) {
                if (attempt == MOST_ATTEMPTS) throw e;
                pause();
            }
        }
    }

    /**
     * A partition that is written to before it has its leader takes the second batch of an idempotent producer for the
     * first, and then refuses the first one until it expires.
     */
    private static void awaitLeaders(Admin admin, Cluster cluster, List<Topic<?>> created) {
        var ends = new HashMap<TopicPartition, OffsetSpec>();
        for (var topic : created) {
            for (var number = 0; number < cluster.partitions().of(topic.spread()); number++) {
                ends.put(new TopicPartition(topic.name(), number), OffsetSpec.latest());
            }
        }
        get(admin.listOffsets(ends).all());
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static NewTopic newTopic(Topic<?> topic, Cluster cluster) {
        var configuration = new HashMap<>(topic.policy().configuration());
        configuration.put("message.timestamp.type", "LogAppendTime");
        configuration.put("max.message.bytes", Integer.toString(RecordLimits.RECORD_BYTES));
        configuration.put("min.insync.replicas", Integer.toString(Math.max(1, cluster.replication() - 1)));
        return new NewTopic(topic.name(), cluster.partitions().of(topic.spread()), cluster.replication())
                .configs(configuration);
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw new KafkaException(e.getCause());
        }
    }
}
