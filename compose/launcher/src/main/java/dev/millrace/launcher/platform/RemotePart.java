package dev.millrace.launcher.platform;

import dev.millrace.part.Health;
import dev.millrace.part.PartFailure;
import dev.millrace.part.PartMain;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;

/** A part that someone else runs at an address; ready while something accepts connections there. Thread-safe. */
final class RemotePart implements PartMain.Served {

    private static final int PATIENCE_MS = 3_000;

    private final String name;
    private final String text;
    private final InetSocketAddress address;

    /** @param address a URL, or host and port */
    RemotePart(String name, String address) {
        this.name = name;
        this.text = address;
        var uri = URI.create(address.contains("://") ? address : "tcp://" + address);
        this.address =
                InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort() >= 0 ? uri.getPort() : usualPort(uri));
    }

    private static int usualPort(URI uri) {
        return Map.of("https", 443, "postgresql", 5432).getOrDefault(String.valueOf(uri.getScheme()), 80);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String served() {
        return text;
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
            return Health.of(Health.State.DOWN, "nothing answers at " + text + " (" + e.getMessage() + ")");
        }
    }

    @Override
    public void stop() {}
}
