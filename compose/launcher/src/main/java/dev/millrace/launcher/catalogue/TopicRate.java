package dev.millrace.launcher.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millrace.topic.Topic;
import dev.millrace.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a topic, and how fast it grows.
 *
 * @param end the sum of its partitions' next offsets
 * @param perSecond offsets per second
 */
public record TopicRate(
        String topic,
        String key,
        int partitions,
        long records,
        long end,
        @JsonProperty("rate_per_s") double perSecond) {

    /** Each topic of the catalogue, from two looks at it. */
    public static List<TopicRate> between(
            Topics topics,
            Map<String, TopicOffsets.Extent> before,
            Map<String, TopicOffsets.Extent> after,
            Duration apart) {
        return topics.all().stream()
                .map(topic -> of(topic, before.get(topic.name()), after.get(topic.name()), apart))
                .toList();
    }

    private static TopicRate of(
            Topic<?> topic, TopicOffsets.@Nullable Extent before, TopicOffsets.@Nullable Extent after, Duration apart) {
        if (after == null) return new TopicRate(topic.name(), topic.key(), 0, 0, 0, 0);
        var grown = after.end() - (before == null ? 0 : before.end());
        return new TopicRate(
                topic.name(),
                topic.key(),
                after.partitions(),
                after.records(),
                after.end(),
                grown * 1e9 / Math.max(1, apart.toNanos()));
    }
}
