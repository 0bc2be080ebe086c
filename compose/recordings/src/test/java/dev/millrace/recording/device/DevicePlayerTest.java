package dev.millrace.recording.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.recording.play.Pace;
import dev.millrace.recording.play.Target;
import io.javalin.Javalin;
import io.javalin.websocket.WsConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DevicePlayerTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    /** In nanoseconds: samples come so slowly that a hang-up is seen between two of them. */
    private static final long FIRST = 1_739_402_159_000_000_000L;

    private static final long STEP = 20_000_000;

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<String> openings = new CopyOnWriteArrayList<>();
    private final AtomicInteger hangUpAfter = new AtomicInteger(Integer.MAX_VALUE);
    private final Javalin server = Javalin.create(config -> config.routes.ws("/hub/ws/phone", this::receive))
            .start("127.0.0.1", 0);

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void shouldSayEverythingOnceInItsOrder() {
        // Given
        var log = log(50);

        // When
        try (var player = DevicePlayer.start(log, target(), options(false))) {
            assertThat(player.await(LONG)).isTrue();
            assertThat(player.progress().acknowledged()).isEqualTo(50);
        }

        // Then
        await().until(() -> received.size() == 50);
        assertThat(received)
                .isEqualTo(log.samples().stream().map(sample -> sample.text(0)).toList());
        assertThat(openings).containsExactly("device=drone+1");
    }

    @Test
    void shouldGoOnWithRisingTimesWhenItLoops() {
        // Given
        var log = log(10);

        // When
        try (var player = DevicePlayer.start(log, target(), options(true))) {
            await().until(() -> received.size() >= 20);
            assertThat(player.progress().total()).isEmpty();
        }

        // Then
        var shift = log.samples().get(9).timeNs() - log.samples().get(0).timeNs() + 1_000_000_000;
        assertThat(received.get(10)).isEqualTo(log.samples().get(0).text(shift));
    }

    @Test
    void shouldGoOnWhereItWasWhenTheServerHangsUp() {
        // Given
        hangUpAfter.set(20);

        // When
        try (var player =
                DevicePlayer.start(log(50), target(), new DevicePlayer.Options("drone 1", Pace.recorded(), false))) {
            assertThat(player.await(LONG)).isTrue();
        }

        // Then
        await().until(() -> openings.size() == 2);
        assertThat(received.get(received.size() - 1))
                .isEqualTo(log(50).samples().get(49).text(0));
    }

    private void receive(WsConfig socket) {
        socket.onConnect(context -> openings.add(String.valueOf(context.queryString())));
        socket.onMessage(context -> {
            received.add(context.message());
            if (received.size() == hangUpAfter.get()) context.closeSession(1011, "enough");
        });
    }

    private static ImuCsv log(int samples) {
        var lines = IntStream.range(0, samples)
                .mapToObj(number -> (FIRST + number * STEP) + ",1,2,3,4,5,6")
                .collect(Collectors.joining("\n"));
        return ImuCsv.parse("imu.csv", "timestamp,a,b,c,d,e,f\n" + lines)
                .value()
                .orElseThrow();
    }

    private static DevicePlayer.Options options(boolean isLooping) {
        return new DevicePlayer.Options("drone 1", Pace.asFastAsTaken(), isLooping);
    }

    private Target target() {
        return Target.at("http://127.0.0.1:" + server.port() + "/hub");
    }
}
