package dev.millrace.gateway.hub.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.Gateway;
import dev.millrace.gateway.GatewaySettings;
import dev.millrace.gateway.live.RealKafka;
import dev.millrace.topic.Cluster;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two gateways as they are run, with the sockets of existing clients. */
class WholeHubTest {

    static {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    private final Cluster cluster = KAFKA.cluster();
    private final List<Gateway> gateways = new ArrayList<>();

    @AfterEach
    void close() {
        gateways.forEach(Gateway::stop);
    }

    @Test
    void shouldSteerPhonesAndProducersOnAnotherGatewayAndShowTheirPoses() {
        // Given
        var here = start();
        var there = start();
        var website = TestViewer.to(uri(here, "/ws/viewer"));
        var phone = TestViewer.to(uri(there, "/ws/phone?device=drone"));
        var producer = TestViewer.to(uri(there, "/ws/video?device=drone"));
        await().until(() -> {
            website.say("{\"type\":\"camera\",\"action\":\"on\"}");
            phone.say("{\"type\":\"trajectory\",\"trajectory\":{\"timestamp_ns\":1,\"pose\":[[1,0.5]]}}");
            return phone.heard("on") && producer.heard("on") && website.heard("trajectory_update");
        });

        // When
        website.say("{\"type\":\"movement\",\"x\":0.25,\"y\":-1,\"timestamp\":\"1739402159030000001\"}");

        // Then
        await().until(() -> phone.heard("movement") && producer.heard("movement"));
        assertThat(phone.texts.get(phone.texts.size() - 1))
                .isEqualTo("{\"type\":\"movement\",\"x\":0.25,\"y\":-1,\"timestamp\":\"1739402159030000001\"}");
        assertThat(website.texts)
                .contains("{\"type\": \"trajectory_update\", \"pose\": {\"timestamp_ns\": 1, \"pose\": [[1, 0.5]]}}")
                .noneMatch(text -> text.contains("ack"));
    }

    private Gateway start() {
        var gateway = Gateway.of(GatewaySettings.of(Map.of())
                .with("gateway.instance", "g" + gateways.size())
                .with("gateway.port", "0")
                .with("gateway.legacy-ports.hub", "0")
                .with("gateway.legacy-ports.telemetry", "-1")
                .with("gateway.capabilities", "[hub]")
                .with("cluster.bootstrap-servers", cluster.bootstrapServers())
                .with("cluster.schema-registry", cluster.schemaRegistry())
                .with("cluster.namespace", cluster.namespace()));
        gateways.add(gateway);
        gateway.start();
        return gateway;
    }

    private static URI uri(Gateway gateway, String path) {
        return URI.create(String.valueOf(gateway.address("hub"))
                        .replaceFirst("^http", "ws")
                        .replaceAll("/$", "")
                + path);
    }
}
