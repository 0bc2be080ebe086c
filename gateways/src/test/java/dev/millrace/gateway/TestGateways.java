package dev.millrace.gateway;

import dev.millrace.gateway.clock.ClockSettings;
import dev.millrace.gateway.history.HistorySettings;
import dev.millrace.part.Metrics;
import dev.millrace.part.Settings;
import dev.millrace.topic.Cluster;
import java.util.List;
import java.util.function.Function;

/** Real gateways with capabilities that a test puts together itself. */
public final class TestGateways {

    private TestGateways() {}

    public static Gateway start(Settings settings, Function<Platform, Capability> capability) {
        var metrics = new Metrics();
        var own = settings.as("gateway", GatewaySettings.class);
        var platform = new PlatformSource(
                        settings.as("cluster", Cluster.class),
                        settings.as("history", HistorySettings.class),
                        settings.as("clock", ClockSettings.class),
                        metrics.registry())
                .open(own.instance());
        var gateway = new Gateway(own, platform, metrics, List.of(capability.apply(platform)));
        gateway.start();
        return gateway;
    }
}
