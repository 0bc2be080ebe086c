package dev.millrace.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A viewer that opens its socket and then never reads from it again. */
final class StalledSocket implements AutoCloseable {

    private final Socket socket = new Socket();

    StalledSocket(URI uri) throws IOException {
        socket.setReceiveBufferSize(4 << 10);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), 10_000);
        var target = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        var request = "GET " + target + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        var status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        if (!status.endsWith(" 101")) throw new IOException("the socket was not opened: " + status);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
