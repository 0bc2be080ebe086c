package dev.millrace.gateway.analyst;

import dev.millrace.gateway.Capability;
import dev.millrace.gateway.CapabilityFactory;
import dev.millrace.gateway.Platform;
import dev.millrace.gateway.analyst.query.QuerySettings;
import dev.millrace.part.Settings;

/** Makes the analysts' capability. */
public final class AnalystFactory implements CapabilityFactory {

    @Override
    public String name() {
        return "analyst";
    }

    @Override
    public Capability create(Platform platform, Settings settings) {
        return new AnalystCapability(platform, settings.as("analyst", QuerySettings.class));
    }
}
