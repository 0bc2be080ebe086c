package dev.millrace.topology.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class VehicleTest {

    @Property
    void shouldShowWhatTheLegacyServerShowedToTheLastBit(@ForAll("drive") List<Packet> drive) {
        // Given
        var legacy = new LegacyServer();
        var vehicle = Vehicle.NEW;

        for (var packet : drive) {
            // When
            var reading = vehicle.predictors().read(packet);
            vehicle = vehicle.after(packet, 9, 31);

            // Then
            var shown = new double[] {
                reading.speed().value(),
                reading.battery().value(),
                reading.power().value(),
                reading.heading().value()
            };
            assertThat(shown).containsExactly(legacy.receive(packet));
            assertThat(vehicle.counters())
                    .isEqualTo(new CompressionCounters(
                            legacy.total, legacy.transmitted, 9 * vehicle.packets(), 31 * vehicle.packets()));
        }
        assertThat(vehicle.packets()).isEqualTo(drive.size());
    }

    @Property
    void shouldComeBackFromItsStateUnchanged(@ForAll("drive") List<Packet> drive) {
        // Given
        var vehicle = Vehicle.NEW;
        for (var packet : drive) vehicle = vehicle.after(packet, 9, 31);

        // When
        var read = States.read(States.write(dev.millrace.topic.Stamp.received(1), vehicle));

        // Then
        assertThat(read).isEqualTo(vehicle);
    }

    @Provide
    Arbitrary<List<Packet>> drive() {
        return Combinators.combine(
                        field(Arbitraries.floats()),
                        field(Arbitraries.floats().between(0, 100)),
                        field(Arbitraries.floats().between(-400, 400)),
                        field(Arbitraries.integers()))
                .as((speed, battery, power, heading) -> new Packet(7, speed, battery, power, heading, 1.5, false, true))
                .list()
                .ofMaxSize(40);
    }

    private static Arbitrary<OptionalDouble> field(Arbitrary<? extends Number> values) {
        return values.optional(0.4)
                .map(value -> value.map(number -> OptionalDouble.of(number.doubleValue()))
                        .orElse(OptionalDouble.empty()));
    }
}
