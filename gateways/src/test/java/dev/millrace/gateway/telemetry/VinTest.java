package dev.millrace.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class VinTest {

    @Property
    void shouldComeBackFromItsKey(
            @ForAll @CharRange(from = '!', to = '\u017f') @StringLength(min = 1, max = 30) String text) {
        // When
        var vin = Vin.ofHeader(Optional.of(text));

        // Then
        vin.ifPresent(known -> {
            assertThat(Vin.ofKey(known.key())).isEqualTo(known);
            assertThat(known.text()).isEqualTo(text.trim());
        });
    }

    @Test
    void shouldStandForTheDefaultVehicleWhenThereIsNone() {
        // Then
        assertThat(Vin.ofHeader(Optional.empty()).map(Vin::text)).contains("5YJ3E1EA1KF000001");
        assertThat(Vin.ofHeader(Optional.of(" ")).map(Vin::shown)).contains("000001");
        assertThat(Vin.ofHeader(Optional.of("abc")).map(Vin::shown)).contains("abc");
        assertThat(Vin.ofHeader(Optional.of("x".repeat(129)))).isEmpty();
        assertThat(Vin.ofKey("100%").text()).isEqualTo("100%");
    }
}
