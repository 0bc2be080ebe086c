package dev.millrace.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.message.telemetry.CompressedTelemetry.Format;
import dev.millrace.message.tesla.CompressedVehicleData;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ArrivingTest {

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
        var arriving = Arriving.read(bytes, kind(isCompressed));

        // Then
        if (arriving instanceof Arriving.Packet packet) {
            assertThat(packet.message().getPayload().toByteArray()).isEqualTo(bytes);
        } else {
            assertThat(((Arriving.Malformed) arriving).text()).isNotEmpty();
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
            var arriving = Arriving.read(bytes, kind(true));

            // Then
            assertThat(arriving instanceof Arriving.Packet).isEqualTo(Float.isFinite(value));
            if (arriving instanceof Arriving.Packet packet) {
                assertThat(packet.message().getSpeed()).isEqualTo(value);
                assertThat(packet.message().getHeading()).isEqualTo(heading);
            }
        }
    }

    private static Arriving.Packet packet(String hex, boolean isCompressed) {
        return (Arriving.Packet) Arriving.read(HexFormat.of().parseHex(hex), kind(isCompressed));
    }

    private static Arriving.Kind kind(boolean isCompressed) {
        return isCompressed ? Arriving.Kind.COMPRESSED : Arriving.Kind.FULL;
    }
}
