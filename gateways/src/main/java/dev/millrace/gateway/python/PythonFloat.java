package dev.millrace.gateway.telemetry;

import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as Python prints and rounds them. */
final class PythonFloat {

    /** Beyond these powers of ten Python writes an exponent. */
    private static final int LEAST_PLAIN = -4;

    private static final int MOST_PLAIN = 15;

    private PythonFloat() {}

    /** The shortest text that reads back as the same number: {@code 80.0}, {@code 1e-05}. */
    static String repr(double value) {
        if (Double.isNaN(value)) return "nan";
        if (Double.isInfinite(value)) return value > 0 ? "inf" : "-inf";
        var sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
        if (value == 0) return sign + "0.0";
        var shortest = shortest(Math.abs(value));
        var digits = shortest.unscaledValue().toString();
        var exponent = digits.length() - 1 - shortest.scale();
        return sign
                + (exponent < LEAST_PLAIN || exponent > MOST_PLAIN ? scientific(digits, exponent) : plain(shortest));
    }

    /** Rounded to decimals, to the even neighbour of two equally near ones. */
    static double round(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).doubleValue();
    }

    /** With exactly so many decimals. */
    static String fixed(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static BigDecimal shortest(double value) {
        // Not Double.toString: before Java 19 it is not always the shortest.
        var decimal = new BigDecimal(DoubleToDecimal.toString(value)).stripTrailingZeros();
        if (decimal.precision() != 2) return decimal;
        // Java's algorithm never tries a single digit: 4.9E-324 where Python has 5e-324.
        var single = new BigDecimal(value).round(new MathContext(1, RoundingMode.HALF_EVEN));
        return single.doubleValue() == value ? single.stripTrailingZeros() : decimal;
    }

    private static String plain(BigDecimal value) {
        return value.scale() > 0 ? value.toPlainString() : value.toPlainString() + ".0";
    }

    private static String scientific(String digits, int exponent) {
        var mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        var size = Math.abs(exponent);
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + (size < 10 ? "0" : "") + size;
    }
}
