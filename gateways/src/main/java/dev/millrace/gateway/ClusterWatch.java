package dev.millrace.gateway;

import dev.millrace.part.Backoff;
import dev.millrace.part.Health;
import dev.millrace.part.LogThrottle;
import dev.millrace.part.PartFailure;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Provisioning;
import dev.millrace.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the topics as soon as Kafka is there, lets the capabilities start, and from then on looks whether Kafka and
 * the schema registry still answer. One thread does all that; the other methods may be called by any.
 */
final class ClusterWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final Collection<Topic<?>> topics;
    private final Runnable whenReady;
    private final RegistryLook registry;
    private final Thread thread = new Thread(this::run, "cluster-watch");
    private final LogThrottle quiet = new LogThrottle();
    private final CountDownLatch settled = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Health health;
    private volatile Health registryHealth = Health.ready();
    private volatile @Nullable RuntimeException failure;

    /** @param whenReady called once the topics exist */
    ClusterWatch(Cluster cluster, Collection<Topic<?>> topics, Runnable whenReady) {
        this.cluster = patient(cluster);
        this.topics = topics;
        this.whenReady = whenReady;
        this.registry = new RegistryLook(cluster.schemaRegistry(), PATIENCE);
        this.health = waiting("");
        thread.setDaemon(true);
    }

    /**
     * Returns when all is ready, or when Kafka has stayed away for so long.
     *
     * @throws PartFailure when the topics are not as they must be
     */
    void start(Duration atMost) {
        thread.start();
        try {
            if (!settled.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Kafka at {} is away; the gateway goes on without it", cluster.bootstrapServers());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var found = failure;
        if (found != null) throw found;
    }

    Health health() {
        return health;
    }

    Health registry() {
        return registryHealth;
    }

    void stop() {
        stopped.countDown();
        thread.interrupt();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            if (!provision()) return;
            whenReady.run();
        } catch (RuntimeException e) {
            failure = e;
            health = Health.of(Health.State.DOWN, String.valueOf(e.getMessage()));
            LOG.error("the gateway cannot serve: {}", e.getMessage());
            return;
        } finally {
            settled.countDown();
        }
        watch();
    }

    private boolean provision() {
        var random = new Random();
        for (var attempt = 1; !isStopped(Duration.ZERO); attempt++) {
            try {
                Provisioning.ensure(cluster, topics);
                health = Health.ready();
                return true;
            } catch (IllegalStateException e) {
                throw new PartFailure("the topics cannot be used: " + e.getMessage(), e);
            } catch (KafkaException e) {
                health = waiting(": " + e.getMessage());
                if (isStopped(BACKOFF.wait(attempt, random))) return false;
            }
        }
        return false;
    }

    private void watch() {
        try (var admin = Admin.create(cluster.clientProperties())) {
            do {
                health = look(admin);
                registryHealth = registry.look();
            } while (!isStopped(PATIENCE));
        }
    }

    private Health look(Admin admin) {
        try {
            admin.describeCluster().clusterId().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return Health.ready();
        } catch (ExecutionException | TimeoutException e) {
            quiet.log(count -> LOG.atWarn()
                    .addKeyValue("kafka", cluster.bootstrapServers())
                    .addKeyValue("count", count)
                    .log("Kafka does not answer"));
            return Health.of(Health.State.DEGRADED, "Kafka at " + cluster.bootstrapServers() + " does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return health;
        }
    }

    private boolean isStopped(Duration within) {
        try {
            return stopped.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private Health waiting(String why) {
        return Health.of(Health.State.STARTING, "waits for Kafka at " + cluster.bootstrapServers() + why);
    }

    /** Kafka's own patience is a minute, for which a person at a start does not want to wait. */
    private static Cluster patient(Cluster cluster) {
        var client = new HashMap<>(cluster.client());
        client.putIfAbsent("default.api.timeout.ms", "5000");
        client.putIfAbsent("request.timeout.ms", "4000");
        client.putIfAbsent("reconnect.backoff.max.ms", "1000");
        return new Cluster(
                cluster.bootstrapServers(),
                cluster.schemaRegistry(),
                cluster.namespace(),
                cluster.partitions(),
                cluster.replication(),
                cluster.serializer(),
                cluster.deserializer(),
                client);
    }
}
