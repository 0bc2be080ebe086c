package dev.millrace.recording.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ModelledDriveTest {

    private static final Instant START = Instant.ofEpochMilli(1_766_000_000_000L);

    @Test
    void shouldBeTheSameForTheSameSeed() {
        // Given
        ModelledDrive drive = ModelledDrive.endless(7, START).lasting(Duration.ofMinutes(10));

        // When
        List<Reading> once = readings(drive);
        List<Reading> again = readings(drive);

        // Then
        assertThat(once).hasSize(600).isEqualTo(again);
        assertThat(readings(ModelledDrive.endless(8, START).lasting(Duration.ofMinutes(10))))
                .isNotEqualTo(once);
    }

    @Test
    void shouldLookLikeTownAndCountryForHours() {
        // Given
        ModelledDrive drive = ModelledDrive.endless(1, START).lasting(Duration.ofHours(12));

        // When
        List<Reading> readings = readings(drive);

        // Then
        assertThat(readings).allSatisfy(reading -> {
            assertThat(reading.speed()).isBetween(0f, 62f);
            assertThat(reading.battery()).isBetween(5f, 81f);
            assertThat(reading.power()).isBetween(-60f, 175f);
            assertThat(reading.heading()).isBetween(0, 359);
        });
        assertThat(readings.stream().filter(reading -> reading.speed() == 0).count())
                .as("seconds standing")
                .isBetween(1_000L, 20_000L);
        assertThat(readings).as("top speed").anyMatch(reading -> reading.speed() > 50);
        assertThat(readings).as("recovering").anyMatch(reading -> reading.power() < -15);
        assertThat(readings.stream().map(Reading::heading).distinct().count())
                .as("directions")
                .isGreaterThan(300);
    }

    @Test
    void shouldUseAsMuchEnergyAsSuchCarsDo() {
        // Given
        ModelledDrive drive = ModelledDrive.endless(3, START).lasting(Duration.ofHours(1));

        // When
        List<Reading> readings = readings(drive);

        // Then
        double miles =
                readings.get(readings.size() - 1).odometer() - readings.get(0).odometer();
        double kilowattHours = readings.stream().mapToDouble(Reading::power).sum()
                / Duration.ofHours(1).toSeconds();
        double charge =
                readings.get(0).battery() - readings.get(readings.size() - 1).battery();
        assertThat(kilowattHours / (miles * 1.609344) * 100)
                .as("kWh per 100 km")
                .isBetween(9.0, 20.0);
        assertThat(kilowattHours).isCloseTo(charge / 100 * 57.5, within(0.1));
    }

    @Test
    void shouldGiveReadingsAtTheIntervalAskedFor() {
        // Given
        ModelledDrive drive =
                ModelledDrive.endless(1, START).every(Duration.ofMillis(300)).lasting(Duration.ofSeconds(3));

        // When
        List<Reading> readings = readings(drive);

        // Then
        assertThat(readings).hasSize(10);
        assertThat(readings.get(9).timestamp()).isEqualTo(START.toEpochMilli() + 2_700);
    }

    @Property
    void shouldNeverGetMoreOutOfBrakingThanItPutIn(
            @ForAll @DoubleRange(min = 0, max = 40) double speed,
            @ForAll @DoubleRange(min = -6, max = 4) double acceleration,
            @ForAll @DoubleRange(min = -0.1, max = 0.1) double slope) {
        // Given
        Vehicle vehicle = Vehicle.saloon();

        // When
        double battery = vehicle.batteryPower(speed, acceleration, slope);

        // Then
        assertThat(battery - vehicle.auxiliary())
                .isGreaterThanOrEqualTo(vehicle.force(speed, acceleration, slope) * speed - 1e-6);
        assertThat(battery).isGreaterThanOrEqualTo(-vehicle.regeneration());
    }

    private static List<Reading> readings(ModelledDrive drive) {
        return StreamSupport.stream(drive.spliterator(), false).toList();
    }
}
