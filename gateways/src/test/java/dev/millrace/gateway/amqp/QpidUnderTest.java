package dev.millrace.gateway.amqp;

import dev.millrace.amqp.EmbeddedAmqp;
import java.nio.file.Path;

/** The broker that comes along, in this JVM; it cannot be killed here, so it is stopped. */
final class QpidUnderTest implements AmqpUnderTest {

    private final EmbeddedAmqp.Config config;
    private EmbeddedAmqp broker;

    QpidUnderTest(Path directory) {
        this.config = EmbeddedAmqp.Config.in(directory).withPort(AmqpUnderTest.freePort());
        this.broker = started();
    }

    @Override
    public String url() {
        return broker.url();
    }

    /** Its store waits for ever when it is opened again in the process that it was closed in. */
    @Override
    public boolean isRestartable() {
        return false;
    }

    @Override
    public void kill() {
        broker.stop();
    }

    @Override
    public void start() {
        broker = started();
    }

    @Override
    public void close() {
        broker.stop();
    }

    private EmbeddedAmqp started() {
        var fresh = new EmbeddedAmqp(config);
        fresh.start();
        return fresh;
    }
}
