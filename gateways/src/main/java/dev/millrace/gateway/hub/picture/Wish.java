package dev.millrace.gateway.hub.picture;

import dev.millrace.gateway.Problem;
import java.util.Optional;
import java.util.function.Function;

/**
 * How one client wants its pictures.
 *
 * @param perSecond at most; 0 for no limit
 * @param longestSide in pixels, at most; 0 for no limit
 * @param quality of JPEG, 1 to 100; 0 for the maker's choice
 */
record Wish(float perSecond, int longestSide, int quality) {

    static final float MOST_PER_SECOND = 120;
    private static final int LARGEST = 16_384;

    /** What a client asked for, or why that cannot be. */
    sealed interface Asked {}

    record Granted(Wish wish) implements Asked {}

    record Refused(Problem problem) implements Asked {}

    /** @param query gives a parameter's text */
    static Asked of(Function<String, Optional<String>> query, float usualRate) {
        var rate = number(query, "fps", usualRate, 0.01, MOST_PER_SECOND);
        var width = number(query, "width", 0, 1, LARGEST);
        var quality = number(query, "quality", 0, 1, 100);
        if (rate.isEmpty()) return refused("fps must be a number, above 0 and at most 120");
        if (width.isEmpty()) return refused("width must be a number of pixels, 1 to 16384");
        if (quality.isEmpty()) return refused("quality must be 1 to 100");
        return new Granted(new Wish(
                rate.get().floatValue(), width.get().intValue(), quality.get().intValue()));
    }

    /** What serves both. */
    Wish and(Wish other) {
        return new Wish(
                perSecond == 0 || other.perSecond == 0 ? 0 : Math.max(perSecond, other.perSecond),
                longestSide == 0 || other.longestSide == 0 ? 0 : Math.max(longestSide, other.longestSide),
                Math.max(quality, other.quality));
    }

    private static Optional<Double> number(
            Function<String, Optional<String>> query, String name, double usual, double least, double most) {
        var text = query.apply(name);
        if (text.isEmpty()) return Optional.of(usual);
        try {
            var number = Double.parseDouble(text.get());
            return number >= least && number <= most ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Refused refused(String detail) {
        return new Refused(new Problem(400, "Bad Request", detail));
    }
}
