package dev.millrace.gateway.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandbyTest {

    @ParameterizedTest
    @CsvSource({
        "403, ACCESS_REFUSED - queue 'q' in vhost '/' in exclusive use, true",
        "403, ACCESS_REFUSED - read access to queue 'q' in vhost '/' refused for user 'hub', false",
        "404, NOT_FOUND - no exclusive queue 'q', false",
    })
    void shouldStandByOnlyWhenSomebodyElseHasTheQueue(int code, String text, boolean isStandby) {
        // Given
        var close =
                new AMQP.Channel.Close.Builder().replyCode(code).replyText(text).build();

        // When
        var refusal = new IOException(new ShutdownSignalException(false, false, close, "channel"));

        // Then
        assertThat(Standby.isSaidBy(refusal)).isEqualTo(isStandby);
    }
}
