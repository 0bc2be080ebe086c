package dev.millrace.launcher;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time as people write it: 90s, 5m, 1h30m. */
final class TimeText implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        try {
            var time = Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
            if (!time.isNegative()) return time;
        } catch (DateTimeParseException e) {
            // Said below, with what would be right.
        }
        throw new TypeConversionException("a time is written as 90s, 5m or 1h30m, not " + text);
    }
}
