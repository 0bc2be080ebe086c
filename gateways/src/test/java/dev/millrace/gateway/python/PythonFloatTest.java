package dev.millrace.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonFloatTest {

    /** As printed by CPython. */
    @ParameterizedTest
    @CsvSource({
        "0x0.0p+0, 0.0",
        "-0x0.0p+0, -0.0",
        "0x1.4p+6, 80.0",
        "0x1.3ccccc0000000p+5, 39.599998474121094",
        "0x1.81cd6c0000000p+13, 12345.677734375",
        "0x1.3d4816f0068dbp+4, 19.830099999999998",
        "0x1.1c37937e08000p+53, 1e+16",
        "0x1.c6bf526340000p+49, 1000000000000000.0",
        "0x1.1c37937e07fffp+53, 9999999999999998.0",
        "0x1.b69b4ba630f35p+56, 1.2345678901234568e+17",
        "0x1.a36e2eb1c432dp-14, 0.0001",
        "0x1.4f8b588e368f1p-17, 1e-05",
        "0x1.02c9dedbc309dp-13, 0.0001234",
        "0x1.421f5f40d8376p-23, 1.5e-07",
        "0x1.0f0cf064dd592p+73, 1e+22",
        "0x1.52d02c7e14af6p+76, 1e+23",
        "0x0.0000000000001p-1022, 5e-324",
        "0x0.0000000000004p-1022, 2e-323",
        "0x0.000000000000cp-1022, 6e-323",
        "0x1.0p-1022, 2.2250738585072014e-308",
        "0x1.fffffffffffffp+1023, 1.7976931348623157e+308",
        "-0x1.4p+1, -2.5",
        "0x1.1eb2d66005835p+998, 3e+300",
        "0x1.0p-44, 5.684341886080802e-14",
        "0x1.0p+60, 1.152921504606847e+18",
        "0x1.3333333333334p-2, 0.30000000000000004",
        "0x1.3e3fe8a6a3a45p-100, 9.806824298141957e-31"
    })
    void shouldPrintAsPythonDoes(double value, String printed) {
        // Then
        assertThat(PythonFloat.repr(value)).isEqualTo(printed);
    }

    @Property
    void shouldReadBackAsTheSameNumberAndNotBeLongerThanNeeded(@ForAll double value) {
        // When
        var printed = PythonFloat.repr(value);

        // Then
        assertThat(Double.parseDouble(printed)).isEqualTo(value);
        var digits = new BigDecimal(printed).stripTrailingZeros().precision();
        for (var fewer = 1; fewer < digits && value != 0; fewer++) {
            var shorter = new BigDecimal(value).round(new MathContext(fewer, RoundingMode.HALF_EVEN));
            assertThat(shorter.doubleValue()).isNotEqualTo(value);
        }
    }

    /** As rounded by CPython. */
    @ParameterizedTest
    @CsvSource({"5,12,41.67", "4,12,33.33", "5,14,35.71", "1,8,12.5", "3,16,18.75", "7,32,21.88", "1,160,0.62"})
    void shouldRoundPercentagesAsPythonDoes(long skipped, long total, double percent) {
        // Then
        assertThat(PythonFloat.round((double) skipped / total * 100, 2)).isEqualTo(percent);
    }
}
