package dev.millrace.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {

    private ServerSocket target;
    private FaultProxy proxy;
    private Socket client;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        target = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        proxy = new FaultProxy((InetSocketAddress) target.getLocalSocketAddress());
        client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setSoTimeout(10_000);
        server = target.accept();
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
        server.close();
        proxy.close();
        target.close();
    }

    @Test
    void shouldPassOnWhatWasHeldOnceItIsMended() throws IOException {
        // Given
        proxy.hold();
        server.getOutputStream().write(7);
        client.setSoTimeout(100);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

        // When
        proxy.mend();

        // Then
        client.setSoTimeout(10_000);
        assertThat(client.getInputStream().read()).isEqualTo(7);
    }

    @Test
    void shouldResetOpenConnectionsWhenCut() {
        // When
        proxy.cut();

        // Then
        assertThatThrownBy(() -> {
                    if (client.getInputStream().read() < 0) throw new IOException("closed");
                })
                .isInstanceOf(IOException.class);
    }
}
