package dev.millrace.endtoend;

import dev.millrace.broker.EmbeddedBroker;
import dev.millrace.registry.SchemaRegistry;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Namespace;
import java.nio.file.Path;

/** A broker and a registry, for several tests with a namespace each. */
final class Kafka implements AutoCloseable {

    private final EmbeddedBroker broker;
    private final SchemaRegistry registry;

    Kafka(Path directory) {
        broker = EmbeddedBroker.start(EmbeddedBroker.Config.in(directory));
        registry = new SchemaRegistry(SchemaRegistry.Config.on(broker.bootstrapServers()));
        registry.start();
    }

    Cluster in(String namespace) {
        return Cluster.of(broker.bootstrapServers(), registry.url()).in(new Namespace(namespace));
    }

    void stopBroker() {
        broker.close();
    }

    @Override
    public void close() {
        registry.stop();
        broker.close();
    }
}
