package dev.millrace.gateway.hub;

import dev.millrace.gateway.Capability;
import dev.millrace.gateway.CapabilityFactory;
import dev.millrace.gateway.Platform;
import dev.millrace.part.Settings;

/** Makes the hub. Public because it is found by {@link java.util.ServiceLoader}. */
public final class HubFactory implements CapabilityFactory {

    @Override
    public String name() {
        return HubCapability.NAME;
    }

    @Override
    public Capability create(Platform platform, Settings settings) {
        return new HubCapability(platform, settings.as("hub", HubSettings.class));
    }
}
