package dev.millrace.gateway;

import dev.millrace.part.Health;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One capability from its start to its stop. Its requests are taken between {@link #start} and {@link #close}. */
final class CapabilityLife {

    private static final Logger LOG = LoggerFactory.getLogger(CapabilityLife.class);

    private final Capability capability;
    private volatile Mounted.Serving serving = Mounted.Serving.STARTING;
    private volatile String failure = "";

    CapabilityLife(Capability capability) {
        this.capability = capability;
    }

    Capability capability() {
        return capability;
    }

    Mounted.Serving serving() {
        return serving;
    }

    /** @throws RuntimeException as the capability threw it; it then stays closed, and its health says why */
    void start() {
        try {
            capability.start();
            if (serving == Mounted.Serving.STARTING) serving = Mounted.Serving.OPEN;
        } catch (RuntimeException e) {
            failure = String.valueOf(e.getMessage());
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("capability", capability.name())
                    .log("a capability cannot start");
            throw e;
        }
    }

    /** Takes no more requests. */
    void close() {
        serving = Mounted.Serving.DRAINING;
    }

    void drain(Duration atMost) {
        capability.drain(atMost);
    }

    void stop() {
        close();
        capability.stop();
    }

    Health health() {
        if (!failure.isEmpty()) return Health.of(Health.State.DOWN, failure);
        if (serving == Mounted.Serving.STARTING) return Health.of(Health.State.STARTING, "waits for its topics");
        if (serving == Mounted.Serving.DRAINING) return Health.of(Health.State.DRAINING, "");
        return capability.health();
    }
}
