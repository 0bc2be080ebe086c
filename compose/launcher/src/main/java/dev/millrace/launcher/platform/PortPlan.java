package dev.millrace.launcher.platform;

import dev.millrace.part.PartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses the ports of one platform: those asked for where they are free, free ones for 0. What was found free may be
 * taken by another process before a part binds it; that part then says so itself.
 */
final class PortPlan {

    private final PlatformSettings.Read read;
    private final boolean isYielding;
    private final Observer observer;
    private final List<ServerSocket> held = new ArrayList<>();
    private final Map<String, Integer> chosen = new HashMap<>();

    private PortPlan(PlatformSettings.Read read, boolean isYielding, Observer observer) {
        this.read = read;
        this.isYielding = isYielding;
        this.observer = observer;
    }

    /**
     * The ports of the parts that will run, by name.
     *
     * @param isYielding whether to take a free port where one is busy that nobody asked for
     */
    static Map<String, Integer> of(PlatformSettings.Read read, boolean isYielding, Observer observer) {
        var settings = read.settings();
        var ports = settings.ports();
        var plan = new PortPlan(read, isYielding, observer);
        try {
            if (settings.kafka().isEmpty()) plan.claim("kafka", ports.kafka());
            if (settings.schemaRegistry().isEmpty()) plan.claim("schema-registry", ports.schemaRegistry());
            if (settings.gateway().as() != Placement.ELSEWHERE) {
                plan.claim("console", ports.console());
                if (settings.runs("hub")) plan.claim("hub", ports.hub());
                if (settings.runs("telemetry")) plan.claim("telemetry", ports.telemetry());
            }
            if (settings.isArchived()) plan.claim("connect", ports.connect());
            if (settings.hasOwnDatabase()) plan.claim("database", ports.database());
            if (settings.hasOwnAmqp()) plan.claim("amqp", ports.amqp());
            return Map.copyOf(plan.chosen);
        } finally {
            plan.release();
        }
    }

    private void claim(String name, int port) {
        try {
            chosen.put(name, hold(port));
        } catch (BindException e) {
            if (!isYielding || read.given().contains("ports." + name)) {
                throw new PartFailure("port " + port + " of " + name + " is in use; stop what uses it, or choose"
                        + " another with --set ports." + name + "=PORT (0 for any free one)");
            }
            observer.note("port " + port + " of " + name + " is in use, another is taken");
            claim(name, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int hold(int port) throws IOException {
        var socket = new ServerSocket();
        held.add(socket);
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
        return socket.getLocalPort();
    }

    private void release() {
        for (var socket : held) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
