package dev.millrace.gateway.amqp;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeoutException;

/** A real AMQP broker that a test may take away and bring back at the same address. */
interface AmqpUnderTest extends AutoCloseable {

    String url();

    /** Ends it at once. */
    void kill();

    /** On what it kept. */
    void start();

    @Override
    void close();

    /** Whether it can be killed and come back within one test's process. */
    default boolean isRestartable() {
        return true;
    }

    default Connection connect() throws IOException, TimeoutException {
        var factory = new ConnectionFactory();
        factory.setAutomaticRecoveryEnabled(false);
        try {
            factory.setUri(url());
        } catch (URISyntaxException | GeneralSecurityException e) {
            throw new IOException(e);
        }
        return factory.newConnection("test");
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
