package dev.millrace.gateway.telemetry;

import dev.millrace.gateway.Capability;
import dev.millrace.gateway.CapabilityFactory;
import dev.millrace.gateway.Platform;
import dev.millrace.part.Settings;

/** Makes the telemetry capability. Public because it is found by {@link java.util.ServiceLoader}. */
public final class TelemetryFactory implements CapabilityFactory {

    @Override
    public String name() {
        return TelemetryCapability.NAME;
    }

    @Override
    public Capability create(Platform platform, Settings settings) {
        return new TelemetryCapability(platform, settings.as(name(), TelemetrySettings.class));
    }
}
