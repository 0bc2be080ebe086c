package dev.millrace.topology;

import dev.millrace.topic.Namespace;
import dev.millrace.topic.Topic;
import java.util.List;
import org.apache.kafka.streams.Topology;

/**
 * One topology: its name, its version and how it is built.
 *
 * <p>Found by {@link java.util.ServiceLoader}, so an implementation is public, has a public constructor without
 * arguments, and is named in {@code META-INF/services/dev.millrace.topology.TopologyDefinition} of its jar.
 */
public interface TopologyDefinition {

    /** How soon what a topology writes is wanted. */
    enum Pace {
        /** Somebody is watching. */
        LIVE,
        /** A second sooner or later is all the same. */
        BACKGROUND
    }

    /** As it stands in settings, health, metrics and its application id: {@code telemetry-reconstruction}. */
    String name();

    /** Part of the application id. A new one starts from the oldest input with empty stores. */
    int version();

    default Pace pace() {
        return Pace.LIVE;
    }

    /** Topics it needs that are not in the catalogue. */
    default List<Topic<?>> topics(Namespace namespace) {
        return List.of();
    }

    Topology build(TopologyContext context);
}
