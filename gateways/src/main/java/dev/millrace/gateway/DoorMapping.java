package dev.millrace.gateway;

import java.util.Map;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Finds the capability a request is for, and gives paths that came by a legacy port their prefix. */
final class DoorMapping extends Handler.Wrapper {

    private final Doors doors;
    private final Map<String, Mounted> capabilities;
    private final Mounted own;

    /** @param own the gateway's own pages, for whatever is no capability's */
    DoorMapping(Doors doors, Map<String, Mounted> capabilities, Mounted own, Handler next) {
        super(next);
        this.doors = doors;
        this.capabilities = capabilities;
        this.own = own;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var door = doors.of(request.getConnectionMetaData().getConnector());
        var path = request.getHttpURI().getPath();
        if (path == null || !path.startsWith("/")) path = "/";
        var arrival = door.isPublic() ? atPublicDoor(door, path) : atLegacyDoor(door, path);
        arrival.on(request);
        var uri = HttpURI.build(request.getHttpURI()).path(arrival.mounted().prefix() + arrival.path());
        return super.handle(door.isPublic() ? request : Request.serveAs(request, uri), response, callback);
    }

    private Arrival atPublicDoor(Door door, String path) {
        var end = path.indexOf('/', 1);
        var first = path.substring(1, end < 0 ? path.length() : end);
        var mounted = capabilities.get(first);
        if (mounted == null) return new Arrival(door, own, path);
        return new Arrival(door, mounted, end < 0 ? "/" : path.substring(end));
    }

    private Arrival atLegacyDoor(Door door, String path) {
        return new Arrival(door, capabilities.getOrDefault(door.name(), own), path);
    }
}
