package dev.millrace.gateway.analyst;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;

/** Looks at a cluster's topics, once per call, within a time. Used by one thread. */
final class TopicSurvey {

    private static final int GROUPS = 200;

    private final Admin admin;
    private final List<String> names;
    private final long deadline;

    /** @param names of topics; those that do not exist are left out */
    TopicSurvey(Admin admin, List<String> names, long withinNanos) {
        this.admin = admin;
        this.names = names;
        this.deadline = System.nanoTime() + withinNanos;
    }

    Map<String, TopicLook> look() throws ExecutionException, TimeoutException, InterruptedException {
        var existing = get(admin.listTopics().names());
        var topics = get(
                admin.describeTopics(names.stream().filter(existing::contains).toList())
                        .allTopicNames());
        var partitions = topics.values().stream()
                .flatMap(topic -> topic.partitions().stream().map(p -> new TopicPartition(topic.name(), p.partition())))
                .toList();
        var begin = offsets(partitions, OffsetSpec.earliest());
        var end = offsets(partitions, OffsetSpec.latest());
        var sizes = sizes(topics.values());
        var lags = lags(end);
        var looks = new TreeMap<String, TopicLook>();
        for (var name : topics.keySet()) {
            var count = Objects.requireNonNull(topics.get(name)).partitions().size();
            var bytes = sizes.containsKey(name) ? OptionalLong.of(sizes.get(name)) : OptionalLong.empty();
            looks.put(
                    name,
                    new TopicLook(count, sum(begin, name), sum(end, name), bytes, lags.getOrDefault(name, Map.of())));
        }
        return looks;
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec at)
            throws ExecutionException, TimeoutException, InterruptedException {
        var asked = partitions.stream().collect(Collectors.toMap(p -> p, p -> at));
        return get(admin.listOffsets(asked).all()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
    }

    /** By topic; empty where this is not allowed. */
    private Map<String, Long> sizes(Collection<TopicDescription> topics) throws TimeoutException, InterruptedException {
        var brokers = topics.stream()
                .flatMap(topic -> topic.partitions().stream())
                .flatMap(partition -> partition.replicas().stream())
                .map(Node::id)
                .distinct()
                .toList();
        try {
            return get(admin.describeLogDirs(brokers).allDescriptions()).values().stream()
                    .flatMap(directories -> directories.values().stream())
                    .flatMap(directory -> directory.replicaInfos().entrySet().stream())
                    .collect(Collectors.groupingBy(
                            e -> e.getKey().topic(),
                            Collectors.summingLong(e -> e.getValue().size())));
        } catch (ExecutionException e) {
            return Map.of();
        }
    }

    /** By topic and group. */
    private Map<String, Map<String, Long>> lags(Map<TopicPartition, Long> end)
            throws ExecutionException, TimeoutException, InterruptedException {
        var asked = get(admin.listGroups().all()).stream()
                .filter(group -> group.type()
                        .map(type -> type == GroupType.CLASSIC || type == GroupType.CONSUMER)
                        .orElse(false))
                .limit(GROUPS)
                .collect(Collectors.toMap(group -> group.groupId(), group -> new ListConsumerGroupOffsetsSpec()));
        var lags = new HashMap<String, Map<String, Long>>();
        if (asked.isEmpty()) return lags;
        for (var group : get(admin.listConsumerGroupOffsets(asked).all()).entrySet()) {
            for (var committed : group.getValue().entrySet()) {
                var behind = behind(end.get(committed.getKey()), committed.getValue());
                if (behind < 0) continue;
                lags.computeIfAbsent(committed.getKey().topic(), topic -> new HashMap<>())
                        .merge(group.getKey(), behind, Long::sum);
            }
        }
        return lags;
    }

    private static long behind(
            @org.jspecify.annotations.Nullable Long end, @org.jspecify.annotations.Nullable OffsetAndMetadata at) {
        return end == null || at == null ? -1 : Math.max(0, end - at.offset());
    }

    private static long sum(Map<TopicPartition, Long> offsets, String topic) {
        ToLongFunction<Map.Entry<TopicPartition, Long>> value = Map.Entry::getValue;
        return offsets.entrySet().stream()
                .filter(e -> e.getKey().topic().equals(topic))
                .mapToLong(value)
                .sum();
    }

    private <T> T get(KafkaFuture<T> answer) throws ExecutionException, TimeoutException, InterruptedException {
        return answer.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
}
