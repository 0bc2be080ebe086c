package dev.millrace.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedMillrace.class)
class DevicesTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void shouldTellWhichDevicesAreThereAndWhatTheySaidLast(Millrace millrace) throws Exception {
        // Given
        try (var phone = new ClientSocket(millrace.socket("hub", "/ws/phone?device=e2e-drone&group=red"))) {
            phone.send("{\"type\":\"battery_status\",\"percentage\":80}");
            phone.send("{\"type\":\"battery_status\",\"percentage\":79}");
            try (var producer = new ClientSocket(millrace.socket("hub", "/ws/video?device=e2e-drone&stream=front"))) {
                assertThat(producer.isOpen()).isTrue();

                // Then
                await().atMost(LONG_ENOUGH).until(is(millrace, 2, 79));
            }
            await().atMost(LONG_ENOUGH).until(is(millrace, 1, 79));
        }
        await().atMost(LONG_ENOUGH).until(is(millrace, 0, 79));
        assertThat(device(millrace).orElseThrow().path("present").asBoolean()).isFalse();
    }

    @Test
    void shouldListADeviceThatSendsPicturesAmongTheStreams(Millrace millrace) throws Exception {
        // Given
        var picture = new ByteArrayOutputStream();
        new DataOutputStream(picture).writeLong(1_739_402_159_030_000_000L);
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "jpeg", picture);

        // When
        try (var phone = new ClientSocket(millrace.socket("hub", "/ws/phone?device=e2e%20phone"))) {
            phone.send(picture.toByteArray());

            // Then
            await().atMost(LONG_ENOUGH)
                    .until(() -> get(millrace, "/api/streams")
                            .contains("{\"stream\":\"e2e phone\",\"open\":true,\"form\":\"jpeg\""));
        }
        await().atMost(LONG_ENOUGH).until(() -> !get(millrace, "/api/streams").contains("e2e phone"));
    }

    private static Callable<Boolean> is(Millrace millrace, int connections, int percentage) {
        return () -> device(millrace)
                .filter(device -> device.path("connections").size() == connections)
                .map(device -> device.path("reports").path("battery_status").path("report"))
                .filter(report -> report.path("percentage").asInt() == percentage)
                .isPresent();
    }

    private static Optional<JsonNode> device(Millrace millrace) throws IOException, InterruptedException {
        for (var device : JSON.readTree(get(millrace, "/api/devices"))) {
            if (device.path("device").asText().equals("e2e-drone")) return Optional.of(device);
        }
        return Optional.empty();
    }

    private static String get(Millrace millrace, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(millrace.http("hub", path)).build();
        return HTTP.send(request, BodyHandlers.ofString()).body();
    }
}
