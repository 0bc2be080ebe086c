package dev.millrace.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.message.telemetry.CompressedTelemetry.Format;
import dev.millrace.message.tesla.CompressedVehicleData;
import dev.millrace.message.tesla.TelemetryBatch;
import dev.millrace.message.tesla.VehicleData;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ArrivalTest {

    @Test
    void shouldReadTheBytesThatWereSeenOnTheWire() {
        // When
        var packet = packet("0880f8b5eeb23315000000001d0000a04225000020412db6e6404630de023801", true);

        // Then
        assertThat(packet.message().getFormat()).isEqualTo(Format.FORMAT_COMPRESSED);
        assertThat(packet.message().getTimestampMs()).isEqualTo(1766000000000L);
        assertThat(packet.message().hasSpeed()).isTrue();
        assertThat(packet.message().getSpeed()).isZero();
        assertThat(packet.message().getBattery()).isEqualTo(80);
        assertThat(packet.message().getPower()).isEqualTo(10);
        assertThat(packet.message().getOdometer()).isEqualTo(12345.678f);
        assertThat(packet.message().getHeading()).isEqualTo(350);
        assertThat(packet.message().getResync()).isTrue();
        assertThat(packet.message().getPayload().size()).isEqualTo(32);
    }

    @Test
    void shouldKnowWhatWasLeftOut() {
        // When
        var packet = packet("08d087b6eeb2332db6e64046", true);

        // Then
        assertThat(packet.message().hasSpeed()).isFalse();
        assertThat(packet.message().hasHeading()).isFalse();
        assertThat(packet("", true).message().getTimestampMs()).isZero();
    }

    @Test
    void shouldReadACompleteReadingByItsOwnNumbers() {
        // When
        var packet = packet("0880f8b5eeb23315000083421d0000a0422d000060c0350000c03f385a", false);

        // Then
        assertThat(packet.message().getFormat()).isEqualTo(Format.FORMAT_FULL);
        assertThat(packet.message().getPower()).isEqualTo(-3.5f);
        assertThat(packet.message().getOdometer()).isEqualTo(1.5f);
        assertThat(packet.message().getHeading()).isEqualTo(90);
    }

    @Property
    void shouldReadAnyBytesOrSayWhyNot(@ForAll byte[] bytes, @ForAll boolean isCompressed) {
        // When
        var arrival = isCompressed ? Arrival.compressed(bytes) : Arrival.full(bytes);

        // Then
        if (arrival instanceof Arrival.Packet packet) {
            assertThat(packet.message().getPayload().toByteArray()).isEqualTo(bytes);
        } else {
            assertThat(((Arrival.Malformed) arrival).text()).isNotEmpty();
        }
    }

    @Property
    void shouldKeepEveryNumberButRefuseThoseThatAreNone(@ForAll float speed, @ForAll int heading) {
        // Given
        for (var value : new float[] {speed, Float.NaN, Float.NEGATIVE_INFINITY}) {
            var bytes = CompressedVehicleData.newBuilder()
                    .setVehicleSpeed(value)
                    .setHeading(heading)
                    .build()
                    .toByteArray();

            // When
            var arrival = Arrival.compressed(bytes);

            // Then
            assertThat(arrival instanceof Arrival.Packet).isEqualTo(Float.isFinite(value));
            if (arrival instanceof Arrival.Packet packet) {
                assertThat(packet.message().getSpeed()).isEqualTo(value);
                assertThat(packet.message().getHeading()).isEqualTo(heading);
            }
        }
    }

    private static Arrival.Packet packet(String hex, boolean isCompressed) {
        var bytes = HexFormat.of().parseHex(hex);
        return (Arrival.Packet) (isCompressed ? Arrival.compressed(bytes) : Arrival.full(bytes));
    }

    @Test
    void shouldTakeABatchWholeOrNotAtAll() {
        // Given
        var good = VehicleData.newBuilder().setTimestamp(7).setVehicleSpeed(1);
        var bad = VehicleData.newBuilder().setPowerKw(Float.NaN);
        var batch = TelemetryBatch.newBuilder().setDeviceId("VIN1").addRecords(good);

        // When
        var whole = Arrival.fullBatch(batch.build().toByteArray());
        var spoilt = Arrival.fullBatch(batch.addRecords(bad).build().toByteArray());

        // Then
        assertThat(whole).isInstanceOfSatisfying(Arrival.Batch.class, read -> {
            assertThat(read.deviceId()).isEqualTo("VIN1");
            assertThat(read.messages()).singleElement().satisfies(message -> {
                assertThat(message.getTimestampMs()).isEqualTo(7);
                assertThat(message.getPayload()).isEqualTo(good.build().toByteString());
            });
        });
        assertThat(spoilt).isEqualTo(new Arrival.Malformed("a value is not a finite number"));
    }

    @Test
    void shouldPassAClosedLoopPacketOnAsItCame() {
        // Given
        var encoder = new EdgeEncoder(EdgeEncoder.Settings.of(List.of(Channel.of("speed", 0.5))), 1);
        var keyframe = encoder.encode(1_000, 3);
        var delta = encoder.encode(2_000, 4);

        // When
        var single = (Arrival.Packet) Arrival.closedLoop(keyframe);
        var batch = (Arrival.Batch) Arrival.closedLoopBatch(EdgeBatch.join("VIN1", List.of(keyframe, delta)));

        // Then
        assertThat(single.message().getFormat()).isEqualTo(Format.FORMAT_CLOSED_LOOP);
        assertThat(single.message().getPayload().toByteArray()).isEqualTo(keyframe);
        assertThat(batch.messages().get(1).getPayload().toByteArray()).isEqualTo(delta);
        assertThat(Arrival.closedLoop(new byte[0])).isEqualTo(new Arrival.Malformed("neither keyframe nor delta"));
    }
}
