package dev.millrace.gateway;

import java.util.Objects;
import org.eclipse.jetty.server.Request;

/**
 * By which door a request came, and for whom.
 *
 * @param path within the capability, encoded as it came; starts with a slash
 */
record Arrival(Door door, Mounted mounted, String path) {

    private static final String ATTRIBUTE = Arrival.class.getName();
    private static final String PRINCIPAL = ATTRIBUTE + ".principal";

    static Arrival of(Request request) {
        return (Arrival) Objects.requireNonNull(request.getAttribute(ATTRIBUTE), "a request that passed no door");
    }

    void on(Request request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    static String principal(Request request) {
        return (String) Objects.requireNonNull(request.getAttribute(PRINCIPAL), "a request that was not admitted");
    }

    static void principal(Request request, String name) {
        request.setAttribute(PRINCIPAL, name);
    }

    /** What stands before this capability's paths for clients that come by this door. */
    String root() {
        return door.isPublic() ? mounted.prefix() : "";
    }
}
