package dev.millrace.endtoend;

import dev.millrace.broker.EmbeddedBroker;
import dev.millrace.topic.Cluster;
import dev.millrace.topic.Namespace;
import java.nio.file.Path;

/** A broker and a registry, for several tests with a namespace each. */
final class Kafka implements AutoCloseable {

    private final StubRegistry registry = new StubRegistry();
    private final EmbeddedBroker broker;

    Kafka(Path directory) {
        broker = EmbeddedBroker.start(EmbeddedBroker.Config.in(directory));
    }

    Cluster in(String namespace) {
        return Cluster.of(broker.bootstrapServers(), registry.url()).in(new Namespace(namespace));
    }

    @Override
    public void close() {
        broker.close();
        registry.close();
    }
}
