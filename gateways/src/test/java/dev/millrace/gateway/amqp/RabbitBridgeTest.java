package dev.millrace.gateway.amqp;

import dev.millrace.gateway.live.RealKafka;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RabbitBridgeTest extends BridgeContract {

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    @TempDir
    private static Path directory;

    private static AmqpUnderTest amqp;

    @BeforeAll
    static void startAmqp() {
        amqp = new RabbitUnderTest(directory);
    }

    @AfterAll
    static void stopAmqp() {
        if (amqp == null) return;
        amqp.close();
    }

    @Override
    RealKafka kafka() {
        return KAFKA;
    }

    @Override
    AmqpUnderTest amqp() {
        return amqp;
    }
}
