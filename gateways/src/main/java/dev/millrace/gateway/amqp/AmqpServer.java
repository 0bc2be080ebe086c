package dev.millrace.gateway.amqp;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.millrace.part.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The AMQP broker that the settings name. Thread-safe. */
final class AmqpServer implements AutoCloseable {

    private static final int PATIENCE_MS = 5_000;
    private static final int HEARTBEAT_SECONDS = 10;

    private final ConnectionFactory factory = new ConnectionFactory();
    private final ExecutorService deliveries = Executors.newCachedThreadPool(AmqpServer::thread);
    private final String shown;

    /** @throws SettingsException when the address or a file that the settings name cannot be used */
    AmqpServer(BridgeSettings settings) {
        this.shown = AmqpAddress.redacted(settings.url());
        try {
            factory.setUri(settings.url());
            // Clients in Python take a bare slash for the host that every broker has.
            if (factory.getVirtualHost().isEmpty()) factory.setVirtualHost(ConnectionFactory.DEFAULT_VHOST);
            if (settings.url().startsWith("amqps:")) {
                factory.useSslProtocol(tls(settings));
                factory.enableHostnameVerification();
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new SettingsException("amqp.url is no address: " + shown);
        } catch (GeneralSecurityException e) {
            throw new SettingsException("amqp: TLS cannot be used: " + e.getMessage());
        }
        if (!settings.user().isEmpty()) {
            factory.setUsername(settings.user());
            factory.setPassword(secret("password-file", settings.passwordFile()));
        }
        // What is on its way when a connection breaks is known here alone, so it is opened again here.
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setConnectionTimeout(PATIENCE_MS);
        factory.setHandshakeTimeout(PATIENCE_MS);
        factory.setChannelRpcTimeout(PATIENCE_MS);
        factory.setShutdownTimeout(PATIENCE_MS);
        factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        factory.setMaxInboundMessageBodySize(settings.maxMessage().toInt());
        factory.setSharedExecutor(deliveries);
    }

    /** @param name as the broker's own pages show it */
    Connection connect(String name) throws IOException, TimeoutException {
        return factory.newConnection(name);
    }

    @Override
    public void close() {
        deliveries.shutdown();
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return shown;
    }

    private static SSLContext tls(BridgeSettings settings) throws GeneralSecurityException {
        if (settings.trusted().isEmpty()) return SSLContext.getDefault();
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted(settings));
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static KeyStore trusted(BridgeSettings settings) throws GeneralSecurityException {
        var password = secret("trust-store-password-file", settings.trustStorePasswordFile());
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        try (InputStream in = Files.newInputStream(Path.of(settings.trustStore()))) {
            store.load(in, password.toCharArray());
            return store;
        } catch (IOException e) {
            throw new SettingsException("amqp.trust-store cannot be read: " + e.getMessage());
        }
    }

    private static String secret(String key, String file) {
        if (file.isEmpty()) return "";
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new SettingsException("amqp." + key + " cannot be read: " + e);
        }
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "amqp-deliveries");
        thread.setDaemon(true);
        return thread;
    }
}
