package dev.millrace.topology.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class DayTotalsTest {

    @Property
    void shouldNameTheDayAsCalendarsDo(@ForAll @LongRange(min = -100_000, max = 1_000_000) long day) {
        // Then
        assertThat(DayTotals.of(day).date()).isEqualTo(LocalDate.ofEpochDay(day).toString());
    }

    @Property
    void shouldEndADayAtMidnight(@ForAll @LongRange(min = 0, max = 100_000) long day) {
        // Given
        var midnight = day * 86_400_000_000_000L;

        // Then
        assertThat(DayTotals.day(midnight)).isEqualTo(day);
        assertThat(DayTotals.day(midnight - 1)).isEqualTo(day - 1);
    }
}
