package dev.millrace.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of 127.0.0.1, the only address the embedded broker listens on. */
final class Loopback {

    static final String HOST = "127.0.0.1";

    private Loopback() {}

    /** The given port when it is free, a free one for 0. */
    static int claim(int port, String what) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
            return socket.getLocalPort();
        } catch (BindException e) {
            throw new StartRefused(
                    StartRefused.Cause.PORT_IN_USE,
                    what + " port " + port + " cannot be bound on " + HOST + " (" + e.getMessage()
                            + "); stop what uses it or choose another, 0 for any free one");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
