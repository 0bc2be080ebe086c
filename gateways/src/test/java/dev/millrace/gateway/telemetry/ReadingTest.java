package dev.millrace.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.python.PythonJson;
import dev.millrace.message.telemetry.TelemetryRecord;
import dev.millrace.message.telemetry.TelemetryRecord.Protocol;
import dev.millrace.message.telemetry.TelemetryRecord.Provenance;
import dev.millrace.message.telemetry.TelemetryRecord.Signal;
import dev.millrace.message.telemetry.TelemetryRecord.Value;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadingTest {

    @Test
    void shouldLeaveOutAFractionOfNoMicroseconds() {
        // Then
        assertThat(receivedAt(LocalDateTime.of(2026, 11, 21, 0, 34, 49, 0))).isEqualTo("2026-11-21T00:34:49");
        assertThat(receivedAt(LocalDateTime.of(2026, 11, 21, 0, 34, 49, 796_403_999)))
                .isEqualTo("2026-11-21T00:34:49.796403");
        assertThat(receivedAt(LocalDateTime.of(2026, 11, 21, 0, 34, 49, 1_000)))
                .isEqualTo("2026-11-21T00:34:49.000001");
    }

    @Test
    void shouldNameWhatWasSentAndWhatWasNot() {
        // Given
        var sent = Value.newBuilder().setProvenance(Provenance.PROVENANCE_TRANSMITTED);
        var message = TelemetryRecord.newBuilder()
                .setCompressed(true)
                .setBattery(sent)
                .setHeading(sent);

        // When
        var reading = new Reading(Vin.ofKey("A"), message.build());

        // Then
        assertThat(reading.arrival()).isEqualTo("[KAFKA] Received: Battery, Heading");
        assertThat(PythonJson.HTTP.write(reading.json(Detail.FULL)))
                .contains(
                        "\"vehicle_vin\":\"A\",\"protocol\":\"legacy-compressed\",\"provenance\":{\"battery\":\"transmitted\"");
        assertThat(reading.json(Detail.LEGACY)).doesNotContainKeys("vehicle_vin", "provenance");
    }

    @Test
    void shouldShowTheHeadingWhoseBoundIsTold() {
        // Given
        var message = TelemetryRecord.newBuilder()
                .setHeading(Value.newBuilder().setValue(359.75))
                .build();

        // When
        var reading = new Reading(Vin.ofKey("A"), message);

        // Then
        assertThat(reading.json(Detail.LEGACY)).containsEntry("heading", 359L);
        assertThat(reading.json(Detail.FULL)).containsEntry("heading", 359.75);
    }

    @Test
    void shouldSayNothingOfWhatTheVehicleDoesNotSay() {
        // Given
        var odometer = Value.newBuilder()
                .setValue(12.5)
                .setProvenance(Provenance.PROVENANCE_PREDICTED)
                .setBound(0.25);
        var loop = TelemetryRecord.newBuilder().setProtocol(Protocol.PROTOCOL_CLOSED_LOOP);
        var silent = loop.clone().setSpeed(Value.newBuilder().setValue(3));
        var telling = loop.clone()
                .setOdometer(12.5)
                .addSignals(Signal.newBuilder().setName("odometer").setValue(odometer));

        // Then
        assertThat(full(silent)).containsEntry("speed", 3d).containsEntry("odometer", null);
        assertThat(full(silent).get("provenance")).isEqualTo(Map.of("speed", "predicted"));
        assertThat(full(telling)).containsEntry("odometer", 12.5).containsEntry("speed", null);
        assertThat(full(telling).get("provenance")).isEqualTo(Map.of("odometer", "predicted"));
        assertThat(full(telling).get("bounds")).isEqualTo(Map.of("odometer", 0.25));
        assertThat(new Reading(Vin.ofKey("A"), silent.build()).json(Detail.LEGACY))
                .containsEntry("odometer", 0d)
                .containsEntry("battery", 0d);
    }

    private static Map<String, Object> full(TelemetryRecord.Builder message) {
        return new Reading(Vin.ofKey("A"), message.build()).json(Detail.FULL);
    }

    private static Object receivedAt(LocalDateTime local) {
        var instant = local.atZone(ZoneId.systemDefault()).toInstant();
        var message = TelemetryRecord.newBuilder()
                .setReceivedNs(instant.getEpochSecond() * 1_000_000_000 + instant.getNano())
                .build();
        return String.valueOf(
                new Reading(Vin.ofKey("A"), message).json(Detail.LEGACY).get("received_at"));
    }
}
