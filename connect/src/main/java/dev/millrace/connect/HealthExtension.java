package dev.millrace.connect;

import dev.millrace.part.Health;
import dev.millrace.part.HealthText;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.connect.health.AbstractState;
import org.apache.kafka.connect.health.ConnectClusterState;
import org.apache.kafka.connect.rest.ConnectRestExtension;
import org.apache.kafka.connect.rest.ConnectRestExtensionContext;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /millrace/health} on a worker: every connector and task of the cluster, and what the sinks of this worker
 * wait for, in the form of the gateways' {@code /health}.
 */
public final class HealthExtension implements ConnectRestExtension {

    @Override
    public void register(ConnectRestExtensionContext context) {
        context.configurable().register(new Resource(context.clusterState()));
    }

    @Override
    public void configure(Map<String, ?> properties) {}

    @Override
    public void close() {}

    @Override
    public String version() {
        return AppInfoParser.getVersion();
    }

    /** Public for Jersey. */
    @Path("/millrace/health")
    @Produces(MediaType.APPLICATION_JSON)
    public static final class Resource {

        private final ConnectClusterState cluster;

        Resource(ConnectClusterState cluster) {
            this.cluster = cluster;
        }

        @GET
        public String health() {
            var waiting = SinkStates.waiting();
            var connectors = new LinkedHashMap<String, Health>();
            for (var name : cluster.connectors()) connectors.put(name, health(name, waiting.get(name)));
            return HealthText.json(Health.of(connectors)).toString();
        }

        /** A failed connector leaves the others at work. */
        private Health health(String name, @Nullable String waits) {
            var found = cluster.connectorHealth(name);
            var tasks = new TreeMap<Integer, ConnectorState>();
            found.tasksState().forEach((id, task) -> tasks.put(id, state(task)));
            var health = ConnectorState.health(state(found.connectorState()), tasks);
            if (health.isReady() && waits == null) return health;
            return new Health(Health.State.DEGRADED, waits == null ? health.detail() : waits, health.components());
        }

        private static ConnectorState state(AbstractState state) {
            var trace = state.traceMessage();
            return new ConnectorState(state.state(), trace == null ? "" : trace);
        }
    }
}
