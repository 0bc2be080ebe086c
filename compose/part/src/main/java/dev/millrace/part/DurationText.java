package dev.millrace.part;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.regex.Pattern;

/** Reads a duration written as {@code 20ms}, {@code 15s}, {@code 5m}, {@code 2h} or {@code 7d}. */
final class DurationText extends StdDeserializer<Duration> {

    private static final long serialVersionUID = 1;
    private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");
    private static final Map<String, LongFunction<Duration>> UNITS = Map.of(
            "ms", Duration::ofMillis,
            "s", Duration::ofSeconds,
            "m", Duration::ofMinutes,
            "h", Duration::ofHours,
            "d", Duration::ofDays);

    DurationText() {
        super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        var match = FORM.matcher(parser.getText().trim());
        var unit = match.matches() ? UNITS.get(match.group(2)) : null;
        if (unit == null) {
            throw new IllegalArgumentException(
                    "expected a duration as 20ms, 15s, 5m, 2h or 7d, not " + parser.getText());
        }
        return unit.apply(Long.parseLong(match.group(1)));
    }
}
