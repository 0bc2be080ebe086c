package dev.millrace.part;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Locale;
import java.util.regex.Pattern;

/** A number of bytes, written as {@code 65536}, {@code 64KiB} or {@code 4MiB}. */
public record ByteSize(long bytes) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(B|KiB|MiB|GiB)?");

    public ByteSize {
        if (bytes < 0) throw new IllegalArgumentException("a size cannot be negative: " + bytes);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ByteSize parse(String text) {
        var match = FORM.matcher(text.trim());
        if (!match.matches()) throw new IllegalArgumentException("expected a size as 64KiB or 4MiB, not " + text);
        var number = Long.parseLong(match.group(1));
        var unit = match.group(2) == null ? "b" : match.group(2).toLowerCase(Locale.ROOT);
        var shift = "bkmg".indexOf(unit.charAt(0)) * 10;
        return new ByteSize(Math.multiplyExact(number, 1L << shift));
    }

    /** As settings have a size without a unit. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ByteSize of(long bytes) {
        return new ByteSize(bytes);
    }

    public int toInt() {
        return Math.toIntExact(bytes);
    }

    @Override
    public String toString() {
        if (bytes > 0 && bytes % (1 << 20) == 0) return (bytes >> 20) + "MiB";
        if (bytes > 0 && bytes % (1 << 10) == 0) return (bytes >> 10) + "KiB";
        return bytes + "B";
    }
}
