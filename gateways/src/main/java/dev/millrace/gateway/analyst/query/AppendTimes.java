package dev.millrace.gateway.analyst.query;

import dev.millrace.topic.Cluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/**
 * Whether the broker stamps a topic's records as it appends them, so that their times only grow. Where it may not be
 * known, it is taken not to. Thread-safe.
 */
public final class AppendTimes implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Cluster cluster;
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();
    private @Nullable Admin admin;

    public AppendTimes(Cluster cluster) {
        this.cluster = cluster;
    }

    boolean areByBroker(String topic) {
        var answer = known.get(topic);
        if (answer != null) return answer;
        try {
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            var config = Objects.requireNonNull(
                            admin().describeConfigs(List.of(resource)).values().get(resource))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            var isByBroker = config.get("message.timestamp.type").value().equals("LogAppendTime");
            known.put(topic, isByBroker);
            return isByBroker;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public synchronized void close() {
        if (admin != null) admin.close(Duration.ZERO);
    }

    private synchronized Admin admin() {
        if (admin == null) {
            var properties = new HashMap<>(cluster.clientProperties());
            properties.putIfAbsent("default.api.timeout.ms", (int) PATIENCE.toMillis());
            properties.putIfAbsent("request.timeout.ms", (int) PATIENCE.toMillis() - 500);
            admin = Admin.create(properties);
        }
        return admin;
    }
}
