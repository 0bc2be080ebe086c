package dev.millrace.gateway;

import dev.millrace.part.PartFailure;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The ports of a gateway, bound. Immutable. */
final class Doors {

    private final String host;
    private final Map<Connector, Door> byConnector;

    private Doors(String host, Map<Connector, Door> byConnector) {
        this.host = host;
        this.byConnector = byConnector;
    }

    /**
     * Binds every port and gives them to the server.
     *
     * @param capabilities that are served; the legacy ports of others stay closed
     * @throws PartFailure when one is busy
     */
    static Doors open(Server server, GatewaySettings settings, Set<String> capabilities) {
        var byConnector = new LinkedHashMap<Connector, Door>();
        for (var door : wanted(settings, capabilities)) {
            var connector = connector(server, settings, door);
            byConnector.put(connector, door);
            server.addConnector(connector);
            try {
                bind(connector, door);
            } catch (PartFailure e) {
                byConnector.keySet().forEach(opened -> ((ServerConnector) opened).close());
                throw e;
            }
        }
        return new Doors(settings.host(), byConnector);
    }

    Door of(Connector connector) {
        var door = byConnector.get(connector);
        if (door == null) throw new IllegalStateException("a connector that nobody opened: " + connector);
        return door;
    }

    /** Where each can be reached, the public one first. */
    Map<String, URI> addresses() {
        var addresses = new LinkedHashMap<String, URI>();
        byConnector.forEach((connector, door) -> {
            var scheme = door.isSecure() ? "https" : "http";
            var name = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
            var literal = name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
            var port = ((ServerConnector) connector).getLocalPort();
            addresses.put(door.name(), URI.create(scheme + "://" + literal + ":" + port));
        });
        return addresses;
    }

    private static List<Door> wanted(GatewaySettings settings, Set<String> capabilities) {
        var doors = new ArrayList<Door>();
        var tls = settings.tls();
        doors.add(new Door(Door.PUBLIC, "gateway.port", settings.port(), tls.isOn()));
        settings.legacyPorts().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(entry -> entry.getValue() >= 0 && capabilities.contains(entry.getKey()))
                .forEach(entry -> doors.add(new Door(
                        entry.getKey(),
                        "gateway.legacy-ports." + entry.getKey(),
                        entry.getValue(),
                        tls.isOn() && tls.legacyPorts())));
        return doors;
    }

    private static ServerConnector connector(Server server, GatewaySettings settings, Door door) {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setUriCompliance(UriCompliance.DEFAULT);
        var plain = new HttpConnectionFactory(http);
        ServerConnector connector;
        if (door.isSecure()) {
            // Clients may come by an address that the certificate does not name.
            http.addCustomizer(new SecureRequestCustomizer(false));
            connector = new ServerConnector(server, tls(settings.tls(), plain), plain);
        } else {
            connector = new ServerConnector(server, plain);
        }
        connector.setHost(settings.host());
        connector.setPort(door.port());
        connector.setIdleTimeout(settings.requests().idle().toMillis());
        return connector;
    }

    private static SslConnectionFactory tls(GatewaySettings.Tls settings, HttpConnectionFactory plain) {
        var context = new SslContextFactory.Server();
        context.setKeyStorePath(settings.keyStore());
        try {
            context.setKeyStorePassword(
                    Files.readString(Path.of(settings.passwordFile())).strip());
        } catch (IOException e) {
            throw new PartFailure("cannot read gateway.tls.password-file: " + e, e);
        }
        return new SslConnectionFactory(context, plain.getProtocol());
    }

    private static void bind(ServerConnector connector, Door door) {
        try {
            connector.open();
        } catch (IOException e) {
            var isBusy = e instanceof BindException || e.getCause() instanceof BindException;
            var why = isBusy ? "is in use, or not of this machine" : "cannot be bound";
            throw new PartFailure(
                    "port " + door.port() + " of the gateway's " + door.name() + " " + why
                            + "; stop what uses it, or choose another by " + door.setting() + " (0 for any free one): "
                            + e.getMessage(),
                    e);
        }
    }
}
