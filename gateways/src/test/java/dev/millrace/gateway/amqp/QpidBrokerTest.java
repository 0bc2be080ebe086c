package dev.millrace.gateway.amqp;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class QpidBrokerTest extends BrokerContract {

    @TempDir
    private static Path directory;

    private static AmqpUnderTest amqp;

    @BeforeAll
    static void startAmqp() {
        amqp = new QpidUnderTest(directory);
    }

    @AfterAll
    static void stopAmqp() {
        if (amqp != null) amqp.close();
    }

    @Override
    AmqpUnderTest amqp() {
        return amqp;
    }
}
