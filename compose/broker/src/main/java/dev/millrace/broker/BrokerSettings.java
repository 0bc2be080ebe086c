package dev.millrace.broker;

import java.util.HashMap;
import java.util.Map;

/** What Kafka is told: a single node that keeps everything, restarts quickly and stays small. */
final class BrokerSettings {

    /** The largest value that travels in a record; every size limit of the platform is derived from it. */
    static final int INLINE_LIMIT_BYTES = 4 << 20;

    /** What key, headers and batch framing may add to it. */
    static final int OVERHEAD_BYTES = 64 << 10;

    static final int MESSAGE_LIMIT_BYTES = INLINE_LIMIT_BYTES + OVERHEAD_BYTES;

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private BrokerSettings() {}

    static Map<String, String> of(EmbeddedBroker.Config config, int port, int controllerPort) {
        var settings = new HashMap<String, String>();
        identity(settings, config, port, controllerPort);
        singleNode(settings);
        records(settings);
        footprint(settings);
        settings.putAll(config.overrides());
        return settings;
    }

    private static void identity(
            Map<String, String> settings, EmbeddedBroker.Config config, int port, int controllerPort) {
        var client = Loopback.HOST + ":" + port;
        var controller = Loopback.HOST + ":" + controllerPort;
        settings.put("node.id", String.valueOf(NODE_ID));
        settings.put("process.roles", "broker,controller");
        settings.put("listeners", "CLIENT://" + client + "," + CONTROLLER_LISTENER + "://" + controller);
        settings.put("advertised.listeners", "CLIENT://" + client);
        settings.put("listener.security.protocol.map", "CLIENT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        settings.put("inter.broker.listener.name", "CLIENT");
        settings.put("controller.listener.names", CONTROLLER_LISTENER);
        settings.put("controller.quorum.voters", NODE_ID + "@" + controller);
        settings.put("log.dirs", config.logDirectory().toString());
    }

    private static void singleNode(Map<String, String> settings) {
        for (var topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            settings.put(topic + ".replication.factor", "1");
            settings.put(topic + ".num.partitions", "4");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // A process may leave and be missed within seconds here; Kafka's floor is 6 s.
        settings.put("group.min.session.timeout.ms", "1000");
        // After a kill the restarted node waits until its former self's session has run out.
        settings.put("broker.session.timeout.ms", "1500");
        settings.put("broker.heartbeat.interval.ms", "400");
        // How soon the transactions of a killed producer are noticed to be over their time-out (Kafka: 10 s).
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        settings.put("metadata.max.idle.interval.ms", "5000");
    }

    private static void records(Map<String, String> settings) {
        settings.put("auto.create.topics.enable", "false");
        settings.put("delete.topic.enable", "true");
        settings.put("message.max.bytes", String.valueOf(MESSAGE_LIMIT_BYTES));
        settings.put("replica.fetch.max.bytes", String.valueOf(MESSAGE_LIMIT_BYTES));
        settings.put("log.message.timestamp.type", "LogAppendTime");
        settings.put("offsets.retention.minutes", String.valueOf(365 * 24 * 60));
        settings.put("log.segment.bytes", String.valueOf(128 << 20));
    }

    private static void footprint(Map<String, String> settings) {
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("num.recovery.threads.per.data.dir", "2");
        settings.put("group.coordinator.threads", "1");
        settings.put("share.coordinator.threads", "1");
        settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(4 << 20));
        settings.put("log.index.size.max.bytes", String.valueOf(1 << 20));
        // Requests are read into memory by the size they claim: bound one, and all that wait.
        settings.put("socket.request.max.bytes", String.valueOf(16 << 20));
        settings.put("queued.max.request.bytes", String.valueOf(64 << 20));
    }
}
