package dev.millrace.gateway;

import dev.millrace.part.Settings;

/** Makes a capability; found by {@link java.util.ServiceLoader} unless it is one of the platform's own. */
public interface CapabilityFactory {

    /** The name of the capability it makes, by which settings select it. */
    String name();

    /** @param settings the gateway's whole tree; a capability reads the section of its own name */
    Capability create(Platform platform, Settings settings);
}
