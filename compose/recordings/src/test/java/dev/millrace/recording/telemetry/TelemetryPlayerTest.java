package dev.millrace.recording.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.message.tesla.CompressedVehicleData;
import dev.millrace.recording.play.Pace;
import dev.millrace.recording.play.Progress;
import dev.millrace.recording.play.Target;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TelemetryPlayerTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Drive DRIVE =
            ModelledDrive.endless(1, Instant.ofEpochMilli(1_766_000_000_000L)).lasting(Duration.ofSeconds(100));

    private final List<CompressedVehicleData> received = new CopyOnWriteArrayList<>();
    private final List<String> headers = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private Answer answer = context -> ok(context);
    private final Javalin server = Javalin.create(config -> config.routes.post("/base/telemetry", this::receive))
            .start("127.0.0.1", 0);

    private interface Answer {
        void to(Context context) throws IOException;
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void shouldPostADriveInOrderWithALoggersHeaders() throws IOException {
        // Given
        var acknowledged = new CopyOnWriteArrayList<byte[]>();
        var options = TelemetryPlayer.Options.of("VIN1", Pace.asFastAsTaken()).acknowledged(acknowledged::add);

        // When
        try (var player = TelemetryPlayer.start(DRIVE, target().with("secret"), options)) {
            assertThat(player.await(LONG)).isTrue();

            // Then
            Progress progress = player.progress();
            assertThat(progress.acknowledged()).isEqualTo(100);
            assertThat(progress.sent()).isEqualTo(100);
            assertThat(progress.total()).hasValue(100);
            assertThat(progress.isDone()).isTrue();
            assertThat(progress.bytes())
                    .isEqualTo(received.stream()
                            .mapToLong(CompressedVehicleData::getSerializedSize)
                            .sum());
        }
        assertThat(acknowledged).hasSize(100);
        assertThat(CompressedVehicleData.parseFrom(acknowledged.get(7))).isEqualTo(received.get(7));
        assertThat(received).extracting(CompressedVehicleData::getTimestamp).isSorted();
        assertThat(received.stream().filter(CompressedVehicleData::getIsResync)).hasSize(3);
        assertThat(headers).containsOnly("application/octet-stream true VIN1 Bearer secret");
    }

    @Test
    void shouldSendAgainInOrderWhatGotNoReply() {
        // Given
        answer = context -> {
            if (requests.get() % 5 == 3) {
                context.req().getInputStream().close();
                context.status(503);
            } else {
                ok(context);
            }
        };

        // When
        try (var player =
                TelemetryPlayer.start(DRIVE, target(), TelemetryPlayer.Options.of("VIN1", Pace.asFastAsTaken()))) {
            assertThat(player.await(LONG)).isTrue();

            // Then
            assertThat(player.progress().acknowledged()).isEqualTo(100);
            assertThat(player.progress().failed()).isEqualTo(25);
        }
        assertThat(received.stream().map(CompressedVehicleData::getTimestamp).distinct())
                .hasSize(100)
                .isSorted();
    }

    @Test
    void shouldWaitForAServerThatIsAwayAndLoseNothing() {
        // Given
        int port = server.port();
        server.stop();
        try (var player =
                TelemetryPlayer.start(DRIVE, target(port), TelemetryPlayer.Options.of("VIN1", Pace.asFastAsTaken()))) {
            Awaitility.await().until(() -> player.progress().failed() > 0);

            // When
            Javalin back = Javalin.create(config -> config.routes.post("/base/telemetry", this::receive))
                    .start("127.0.0.1", port);

            // Then
            assertThat(player.await(LONG)).isTrue();
            assertThat(player.progress().acknowledged()).isEqualTo(100);
            assertThat(player.progress().refused()).isZero();
            back.stop();
        }
        assertThat(received).hasSize(100);
    }

    @Test
    void shouldCountARefusalAndGoOn() {
        // Given
        answer = context -> {
            if (received.size() == 7) {
                context.contentType("application/json")
                        .result("{\"status\":\"error\",\"message\":\"Failed to process telemetry\"}");
            } else {
                ok(context);
            }
        };

        // When
        try (var player =
                TelemetryPlayer.start(DRIVE, target(), TelemetryPlayer.Options.of("VIN1", Pace.asFastAsTaken()))) {
            assertThat(player.await(LONG)).isTrue();

            // Then
            assertThat(player.progress().acknowledged()).isEqualTo(99);
            assertThat(player.progress().refused()).isEqualTo(1);
            assertThat(player.progress().trouble()).contains("Failed to process telemetry");
        }
    }

    @Test
    void shouldStopAnEndlessDriveWhenClosed() {
        // Given
        Drive endless = ModelledDrive.endless(1, Instant.EPOCH);
        var player = TelemetryPlayer.start(endless, target(), TelemetryPlayer.Options.of("VIN1", Pace.recorded()));
        Awaitility.await().until(() -> player.progress().acknowledged() > 0);

        // When
        player.close();

        // Then
        assertThat(player.progress().isDone()).isTrue();
        assertThat(player.progress().total()).isEmpty();
    }

    private void receive(Context context) throws IOException {
        requests.incrementAndGet();
        headers.add(IntStream.range(0, 4)
                .mapToObj(i -> String.valueOf(
                        context.header(List.of("Content-Type", "X-Compressed", "X-Vehicle-VIN", "Authorization")
                                .get(i))))
                .reduce((a, b) -> a + " " + b)
                .orElseThrow());
        received.add(CompressedVehicleData.parseFrom(context.bodyAsBytes()));
        answer.to(context);
    }

    private static void ok(Context context) {
        context.contentType("application/json").result("{\"status\":\"ok\",\"records_buffered\":1}");
    }

    private Target target() {
        return target(server.port());
    }

    private static Target target(int port) {
        return Target.at("http://127.0.0.1:" + port + "/base/");
    }
}
