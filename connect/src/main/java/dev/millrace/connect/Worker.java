package dev.millrace.connect;

import dev.millrace.part.PartFailure;
import dev.millrace.topic.Cluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.runtime.Connect;
import org.apache.kafka.connect.runtime.distributed.DistributedHerder;

/** A distributed Kafka Connect worker in this JVM. Kafka ends the JVM when it fails for good. */
final class Worker implements AutoCloseable {

    private final Connect<DistributedHerder> connect;
    private final String url;

    private Worker(Connect<DistributedHerder> connect, String url) {
        this.connect = connect;
        this.url = url;
    }

    static Worker start(Cluster cluster, ConnectSettings settings) {
        var port = claim(settings.host(), settings.port());
        var loader = Thread.currentThread().getContextClassLoader();
        try {
            var connect = new ConnectDistributed().startConnect(properties(cluster, settings, port));
            return new Worker(connect, "http://" + settings.host() + ":" + port);
        } catch (KafkaException e) {
            throw new PartFailure("the Connect worker cannot start: " + e.getMessage(), e);
        } finally {
            Thread.currentThread().setContextClassLoader(loader);
        }
    }

    private static int claim(String host, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new PartFailure("Connect's port " + port + " cannot be bound on " + host + " (" + e.getMessage()
                    + "); stop what uses it or choose another, 0 for any free one");
        }
    }

    static Map<String, String> properties(Cluster cluster, ConnectSettings settings, int port) {
        var properties = new HashMap<String, String>();
        var namespace = cluster.topics().namespace();
        properties.put("bootstrap.servers", cluster.bootstrapServers());
        properties.put("group.id", namespace.qualify(settings.group()));
        properties.put("listeners", "http://" + settings.host() + ":" + port);
        properties.put("rest.advertised.host.name", settings.host());
        properties.put("rest.advertised.port", Integer.toString(port));
        properties.put("plugin.discovery", "service_load");
        properties.put("rest.extension.classes", HealthExtension.class.getName());
        properties.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        properties.put("value.converter", "dev.millrace.connect.protobuf.ProtobufConverter");
        properties.put("value.converter.schema.registry.url", cluster.schemaRegistry());
        for (var topic : new String[] {"config", "offset", "status"}) {
            properties.put(topic + ".storage.topic", namespace.qualify(settings.group()) + "-" + topic + "s");
            properties.put(topic + ".storage.replication.factor", Short.toString(cluster.replication()));
        }
        properties.put("offset.storage.partitions", "4");
        properties.put("status.storage.partitions", "1");
        takeover(properties);
        sinks(properties);
        cluster.client().forEach((key, value) -> {
            for (var kind : new String[] {"", "consumer.", "producer.", "admin."}) properties.put(kind + key, value);
        });
        properties.putAll(settings.properties());
        return properties;
    }

    /** How soon the work of a worker that was killed is done again: Kafka's own defaults are for clusters of many. */
    private static void takeover(Map<String, String> properties) {
        properties.put("scheduled.rebalance.max.delay.ms", "0");
        properties.put("session.timeout.ms", "6000");
        properties.put("heartbeat.interval.ms", "1500");
        properties.put("consumer.session.timeout.ms", "6000");
        properties.put("consumer.heartbeat.interval.ms", "1500");
        properties.put("offset.flush.interval.ms", "5000");
    }

    /** What was written exactly once is read so, in batches that make a transaction of the database worth while. */
    private static void sinks(Map<String, String> properties) {
        properties.put("consumer.isolation.level", "read_committed");
        properties.put("consumer.max.poll.records", "5000");
        properties.put("consumer.max.partition.fetch.bytes", Integer.toString(4 << 20));
        properties.put("consumer.fetch.max.bytes", Integer.toString(16 << 20));
        properties.put("consumer.fetch.max.wait.ms", "100");
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        connect.stop();
        connect.awaitStop();
    }
}
