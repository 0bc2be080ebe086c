package dev.millrace.sample;

import dev.millrace.gateway.Capability;
import dev.millrace.gateway.CapabilityFactory;
import dev.millrace.gateway.Platform;
import dev.millrace.part.Settings;

/** Makes the sample's capability. */
public final class NotesFactory implements CapabilityFactory {

    @Override
    public String name() {
        return NotesCapability.NAME;
    }

    @Override
    public Capability create(Platform platform, Settings settings) {
        return new NotesCapability(platform);
    }
}
