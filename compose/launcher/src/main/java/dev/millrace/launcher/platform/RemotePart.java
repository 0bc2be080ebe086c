package dev.millrace.launcher.platform;

import dev.millrace.part.Health;
import dev.millrace.part.Part;
import dev.millrace.part.PartFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** A part that someone else runs at an address; ready while something accepts connections there. Thread-safe. */
final class RemotePart implements Part {

    private static final int PATIENCE_MS = 3_000;

    private final String name;
    private final InetSocketAddress address;

    /** @param address with host and port */
    RemotePart(String name, URI address) {
        this.name = name;
        this.address = InetSocketAddress.createUnresolved(address.getHost(), address.getPort());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        var health = health();
        if (!health.isReady()) throw new PartFailure(name + ": " + health.detail());
    }

    @Override
    public Health health() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHostString(), address.getPort()), PATIENCE_MS);
            return Health.ready();
        } catch (IOException e) {
            return Health.of(
                    Health.State.DOWN,
                    "nothing answers at " + address.getHostString() + ":" + address.getPort() + " (" + e.getMessage()
                            + ")");
        }
    }

    @Override
    public void stop() {}
}
