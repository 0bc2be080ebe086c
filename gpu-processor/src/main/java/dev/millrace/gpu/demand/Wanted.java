package dev.millrace.gpu.demand;

/**
 * How somebody wants to see a stream.
 *
 * @param framesPerSecond at most; 0 for no limit
 * @param longestSide in pixels, at most; 0 for no limit
 * @param quality of JPEG, 1 to 100; 0 for the maker's choice
 */
public record Wanted(float framesPerSecond, int longestSide, int quality) {

    public Wanted {
        if (!(framesPerSecond >= 0)) framesPerSecond = 0;
        longestSide = Math.max(0, longestSide);
        quality = Math.max(0, Math.min(100, quality));
    }

    /** What serves both: one picture is made for all who watch. */
    public Wanted and(Wanted other) {
        var isUnlimited = framesPerSecond == 0 || other.framesPerSecond == 0;
        var isWhole = longestSide == 0 || other.longestSide == 0;
        return new Wanted(
                isUnlimited ? 0 : Math.max(framesPerSecond, other.framesPerSecond),
                isWhole ? 0 : Math.max(longestSide, other.longestSide),
                Math.max(quality, other.quality));
    }
}
