package dev.millrace.registry;

import dev.millrace.part.PartFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic as it must be: one partition, compacted. Created when absent, refused when it is anything else. */
final class SchemaTopic {

    private SchemaTopic() {}

    /** Throws Kafka's own exceptions while it is away. */
    static void ensure(Admin admin, String name) {
        try {
            await(admin.createTopics(List.of(new NewTopic(name, Optional.of(1), Optional.empty())
                            .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT))))
                    .all());
        } catch (TopicExistsException e) {
            require(admin, name);
        }
    }

    private static void require(Admin admin, String name) {
        int partitions = await(admin.describeTopics(List.of(name)).allTopicNames()).values().stream()
                .mapToInt(topic -> topic.partitions().size())
                .sum();
        if (partitions != 1) {
            throw new PartFailure("the topic " + name + " has " + partitions + " partitions, and schemas need one;"
                    + " choose another topic");
        }
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        var configs = await(admin.describeConfigs(List.of(resource)).all()).get(resource);
        var policy = configs == null ? null : configs.get(TopicConfig.CLEANUP_POLICY_CONFIG);
        if (policy == null || !TopicConfig.CLEANUP_POLICY_COMPACT.equals(policy.value())) {
            throw new PartFailure("the topic " + name + " would forget schemas: set its cleanup.policy to compact");
        }
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException known) throw known;
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
