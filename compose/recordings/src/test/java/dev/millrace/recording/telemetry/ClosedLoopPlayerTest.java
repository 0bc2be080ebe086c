package dev.millrace.recording.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.edge.Arrival;
import dev.millrace.edge.Decoding;
import dev.millrace.edge.EdgeBatch;
import dev.millrace.edge.EdgeDecoder;
import dev.millrace.edge.EdgeReading;
import dev.millrace.edge.EdgeState;
import dev.millrace.message.tesla.TelemetryBatch;
import dev.millrace.recording.play.Pace;
import dev.millrace.recording.play.Target;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClosedLoopPlayerTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final CsvDrive DRIVE = CsvDrive.parse(
                    "drive",
                    "Date,Time,Soc,Speed,LAT,LON,ALT,Temperature,Voltage\n"
                            + IntStream.range(0, 60)
                                    .mapToObj(second -> "7/1/2021,10:00:%02d,%f,%d,34,-6.%d,142,%s,57.4"
                                            .formatted(
                                                    second,
                                                    90 - second * 0.01,
                                                    second,
                                                    7000 + second,
                                                    second < 30 ? 21.6 : ""))
                                    .collect(Collectors.joining("\n")))
            .value()
            .orElseThrow();

    private final List<EdgeReading> shown = Collections.synchronizedList(new ArrayList<>());
    private final List<String> types = Collections.synchronizedList(new ArrayList<>());
    private EdgeState state = EdgeState.NEW;
    private int losing = -1;
    private final Javalin server = Javalin.create(config -> {
                config.routes.post("/telemetry", this::receive);
                config.routes.post("/api/telemetry/batch", this::receiveBatch);
            })
            .start("127.0.0.1", 0);

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void shouldShowEveryReadingOfADriveWithinItsBound() {
        // When
        play(1);

        // Then
        assertThat(shown).hasSize(60).noneMatch(EdgeReading::isDegraded);
        assertThat(types).containsOnly(Arrival.CLOSED_LOOP);
        for (var i = 0; i < 60; i++) {
            var reading = DRIVE.readings().get(i);
            assertThat(shown.get(i).timeMs()).isEqualTo(reading.timestamp());
            assertWithin(shown.get(i), "speed", reading.speed());
            assertWithin(shown.get(i), "longitude", reading.longitude());
            assertWithin(shown.get(i), "voltage", 57.4);
            assertThat(shown.get(i).value("outside_temperature").isPresent()).isEqualTo(i < 30);
        }
    }

    @Test
    void shouldSendAKeyframeWhenItIsAskedForOne() {
        // Given
        losing = 20;

        // When
        play(1);

        // Then
        assertThat(shown).hasSize(59);
        assertThat(shown.stream().filter(EdgeReading::isDegraded)).hasSize(1);
        assertThat(shown.stream().filter(EdgeReading::isKeyframe))
                .extracting(EdgeReading::sequence)
                .containsExactly(0L, 22L);
    }

    @Test
    void shouldSendSeveralReadingsTogether() {
        // When
        play(25);

        // Then
        assertThat(shown).hasSize(60).noneMatch(EdgeReading::isDegraded);
        assertThat(types).hasSize(3);
    }

    @Test
    void shouldSendCompleteLegacyReadingsTogether() {
        // Given
        var options = TelemetryPlayer.Options.of("VIN1", Pace.asFastAsTaken()).inBatchesOf(40);

        // When
        try (var player = TelemetryPlayer.start(DRIVE, target(), options)) {
            assertThat(player.await(LONG)).isTrue();

            // Then
            assertThat(player.progress().acknowledged()).isEqualTo(60);
            assertThat(player.progress().sent()).isEqualTo(60);
        }
        assertThat(types).containsExactly("40 of VIN1", "20 of VIN1");
    }

    private void play(int batch) {
        var options = TelemetryPlayer.Options.of("VIN1", Pace.asFastAsTaken())
                .speaking(Protocol.CLOSED_LOOP)
                .inBatchesOf(batch);
        try (var player = TelemetryPlayer.start(DRIVE, target(), options)) {
            assertThat(player.await(LONG)).isTrue();
            assertThat(player.progress().refused()).isZero();
            assertThat(player.progress().acknowledged()).isEqualTo(60);
        }
    }

    private void receive(Context context) {
        types.add(context.header("Content-Type"));
        if (losing-- != 0) decode(context.bodyAsBytes());
        answer(context);
    }

    private void receiveBatch(Context context) throws IOException {
        if (Arrival.CLOSED_LOOP.equals(context.header("Content-Type"))) {
            types.add(Arrival.CLOSED_LOOP);
            ((EdgeBatch.Packets) EdgeBatch.split(context.bodyAsBytes()))
                    .packets()
                    .forEach(this::decode);
        } else {
            var batch = TelemetryBatch.parseFrom(context.bodyAsBytes());
            types.add(batch.getRecordsCount() + " of " + batch.getDeviceId());
        }
        answer(context);
    }

    private void decode(byte[] packet) {
        var decoded = (Decoding.Decoded) EdgeDecoder.decode(state, packet);
        state = decoded.next();
        shown.add(decoded.reading());
    }

    private void answer(Context context) {
        context.contentType("application/json")
                .result("{\"status\":\"ok\",\"records_buffered\":1" + (state.isDegraded() ? ",\"resync\":true}" : "}"));
    }

    private static void assertWithin(EdgeReading reading, String signal, double truth) {
        var value = reading.value(signal).orElseThrow();
        assertThat(Math.abs(value.value() - truth))
                .isLessThanOrEqualTo(value.bound().orElseThrow());
    }

    private Target target() {
        return Target.at("http://127.0.0.1:" + server.port());
    }
}
