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

    private final boolean isYielding;
    private final Observer observer;
    private final List<ServerSocket> held = new ArrayList<>();
    private final Map<String, Integer> chosen = new HashMap<>();

    /** @param isYielding whether to take a free port where a default one is busy */
    PortPlan(boolean isYielding, Observer observer) {
        this.isYielding = isYielding;
        this.observer = observer;
    }

    /** @param isDefault whether nobody asked for this port */
    PortPlan claim(String name, int port, boolean isDefault) {
        try {
            chosen.put(name, hold(port));
        } catch (BindException e) {
            if (!isYielding || !isDefault) {
                release();
                throw new PartFailure("port " + port + " of " + name + " is in use; stop what uses it, or choose"
                        + " another with --set ports." + name + "=PORT (0 for any free one)");
            }
            observer.note("port " + port + " of " + name + " is in use, another is taken");
            claim(name, 0, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private int hold(int port) throws IOException {
        var socket = new ServerSocket();
        held.add(socket);
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
        return socket.getLocalPort();
    }

    /** The ports by name, no longer held. */
    Map<String, Integer> ports() {
        release();
        return Map.copyOf(chosen);
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
