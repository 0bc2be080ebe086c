package dev.millrace.bench;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;

/**
 * The least that a relay can be: what comes in by a socket or a POST goes to every viewer's socket, directly or over
 * one produce and one consume. It checks, keeps, limits and drops nothing. A process of its own, as the gateway is.
 */
public final class BareRelay implements AutoCloseable {

    private final Server server = new Server();
    private final List<Session> viewers = new CopyOnWriteArrayList<>();
    private final @Nullable Log log;
    private final ServerConnector connector = new ServerConnector(server);

    private BareRelay(@Nullable Log log) {
        this.log = log;
    }

    /** Serves until its standard input ends, directly or, when a broker is named, over it; prints the port first. */
    public static void main(String[] bootstrapServers) throws Exception {
        var relay = start(bootstrapServers.length == 0 ? null : new Log(bootstrapServers[0]));
        System.out.println(relay.connector.getLocalPort());
        while (System.in.read() >= 0) continue;
        relay.close();
    }

    private static BareRelay start(@Nullable Log log) throws Exception {
        var relay = new BareRelay(log);
        relay.connector.setHost("127.0.0.1");
        relay.server.addConnector(relay.connector);
        var sockets = WebSocketUpgradeHandler.from(relay.server, container -> {
            container.setMaxBinaryMessageSize(8 << 20);
            container.setMaxFrameSize(8 << 20);
            container.setIdleTimeout(Duration.ofMinutes(5));
            container.addMapping("/in", (request, response, callback) -> relay.new In());
            container.addMapping("/out", (request, response, callback) -> relay.new Out());
        });
        sockets.setHandler(relay.new Post());
        relay.server.setHandler(sockets);
        relay.server.start();
        if (log != null) log.follow(relay::broadcast);
        return relay;
    }

    private void take(byte[] message, Runnable acknowledged) {
        if (log != null) {
            log.append(message, acknowledged);
        } else {
            broadcast(message);
            acknowledged.run();
        }
    }

    private void broadcast(byte[] message) {
        var shared = ByteBuffer.wrap(message);
        for (var viewer : viewers) viewer.sendBinary(shared.duplicate(), Callback.NOOP);
    }

    @Override
    public void close() throws Exception {
        server.stop();
        if (log != null) log.close();
    }

    /** Jetty makes no call of a listener's that is not public. */
    public final class In implements Session.Listener.AutoDemanding {
        @Override
        public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
            take(BufferUtil.toArray(payload), () -> {});
            callback.succeed();
        }

        /** A trial ends by cutting its sockets. */
        @Override
        public void onWebSocketError(Throwable cause) {}
    }

    public final class Out implements Session.Listener.AutoDemanding {
        private @Nullable Session session;

        @Override
        public void onWebSocketOpen(Session opened) {
            session = opened;
            viewers.add(opened);
        }

        /** A trial ends by cutting its sockets; the close follows. */
        @Override
        public void onWebSocketError(Throwable cause) {}

        @Override
        public void onWebSocketClose(int code, String reason, Callback callback) {
            viewers.remove(session);
            callback.succeed();
        }
    }

    private final class Post extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, org.eclipse.jetty.util.Callback callback)
                throws Exception {
            var body = BufferUtil.toArray(Content.Source.asByteBuffer(request));
            take(body, () -> Content.Sink.write(response, true, "{\"status\":\"ok\"}", callback));
            return true;
        }
    }

    /** One partition of one topic, written and read as directly as Kafka allows. */
    private static final class Log implements AutoCloseable {

        private static final TopicPartition PARTITION = new TopicPartition("bare-relay-" + System.nanoTime(), 0);

        private final KafkaProducer<byte[], byte[]> producer;
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final Thread reader;
        private volatile java.util.function.Consumer<byte[]> follower = message -> {};

        Log(String bootstrapServers) throws Exception {
            try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
                var topic = new NewTopic(PARTITION.topic(), 1, (short) 1)
                        .configs(Map.of("max.message.bytes", Integer.toString(8 << 20)));
                admin.createTopics(Collections.singleton(topic)).all().get();
            }
            producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 0),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
            consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", bootstrapServers, "fetch.max.wait.ms", 20),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            consumer.position(PARTITION);
            reader = new Thread(this::read, "bare-relay");
        }

        void follow(java.util.function.Consumer<byte[]> newFollower) {
            follower = newFollower;
            reader.start();
        }

        void append(byte[] message, Runnable acknowledged) {
            producer.send(new ProducerRecord<>(PARTITION.topic(), 0, null, message), (metadata, failure) -> {
                if (failure == null) acknowledged.run();
            });
        }

        private void read() {
            try (consumer) {
                while (true) {
                    for (var message : consumer.poll(Duration.ofSeconds(1))) follower.accept(message.value());
                }
            } catch (WakeupException e) {
                // Closed.
            }
        }

        @Override
        public void close() throws InterruptedException {
            consumer.wakeup();
            reader.join();
            producer.close();
        }
    }
}
