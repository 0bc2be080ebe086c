package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.topic.RecordLimits;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerLimitsTest {

    @Test
    void shouldTakeRecordsAsLargeAsTheCatalogueAllows(@TempDir Path directory) throws Exception {
        // Given
        var broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
        try (var kafka = new Kafka(directory);
                var admin = Admin.create(kafka.in("limits").clientProperties())) {

            // When
            var config = admin.describeConfigs(List.of(broker)).all().get().get(broker);

            // Then
            assertThat(config.get("message.max.bytes").value()).isEqualTo("" + RecordLimits.RECORD_BYTES);
        }
    }
}
