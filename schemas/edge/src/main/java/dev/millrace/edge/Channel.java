package dev.millrace.edge;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * One signal as the closed loop carries it: its name, and how finely. A value is a whole number of steps; the value shown
 * is that number times the step, one IEEE multiplication.
 *
 * @param name as {@code speed}, {@code cell_temperature_max}
 * @param tolerance half a step of what is no angle; 0 for an angle
 * @param turn steps of a full circle of 360 degrees, for an angle; 0 for what is none
 */
public record Channel(String name, double tolerance, int turn) {

    /** Whole numbers up to here, thrice and more, are exact in every language. */
    static final long LARGEST = 1L << 50;

    /** So that no value that is shown is infinite. */
    private static final double MOST_TOLERANCE = Double.MAX_VALUE / (1L << 53);

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final double CIRCLE = 360.0;
    private static final int FINEST_TURN = 1 << 30;

    public Channel {
        if (!isName(name)) throw new IllegalArgumentException("not a signal's name: " + name);
        if (!isSound(tolerance, turn)) {
            throw new IllegalArgumentException(
                    name + " needs a positive tolerance, or 1 to 2^30 steps to the turn: " + tolerance + ", " + turn);
        }
    }

    /** A quantity whose shown value is never further than {@code tolerance} from the true one. */
    public static Channel of(String name, double tolerance) {
        return new Channel(name, tolerance, 0);
    }

    /** An angle from 0 to 360 degrees whose shown value is never further than {@code tolerance} from the true one. */
    public static Channel angle(String name, double tolerance) {
        return new Channel(name, 0, (int) Math.min(FINEST_TURN, Math.ceil(CIRCLE / (2 * tolerance))));
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static boolean isSound(double tolerance, int turn) {
        return turn == 0
                ? tolerance >= Double.MIN_NORMAL && tolerance <= MOST_TOLERANCE
                : turn > 0 && turn <= FINEST_TURN && tolerance == 0;
    }

    public boolean isAngle() {
        return turn > 0;
    }

    /** How far a shown value may be from the true one, but for the rounding of what is shown. */
    public double bound() {
        return isAngle() ? CIRCLE / 2 / turn : tolerance;
    }

    /** How far the value of these units may be from the true one. A product that is exact adds nothing. */
    double bound(long units) {
        return bound() + Math.abs(Math.fma((double) units, step(), -value(units)));
    }

    double step() {
        return isAngle() ? CIRCLE / turn : 2 * tolerance;
    }

    double value(long units) {
        return units * step();
    }

    /** The units that stand for the value within the bound; empty when none do, which includes what is not finite. */
    OptionalLong units(double value) {
        if (isAngle()) return angle(value);
        var nearest = Math.rint(value / step());
        if (!(Math.abs(nearest) <= LARGEST)) return OptionalLong.empty();
        var units = (long) nearest;
        for (var candidate : new long[] {units, units - 1, units + 1}) {
            if (Math.abs(value - value(candidate)) <= bound(candidate)) return fit(candidate);
        }
        return OptionalLong.empty();
    }

    private OptionalLong angle(double value) {
        if (!(value >= 0 && value <= CIRCLE)) return OptionalLong.empty();
        var nearest = (long) Math.rint(value / step());
        for (var candidate : new long[] {nearest, nearest - 1, nearest + 1}) {
            if (candidate < 0 || candidate > turn) continue;
            // A full turn is shown as none at all, with the bound of that.
            var isFull = candidate == turn;
            var off = isFull ? CIRCLE - value : Math.abs(value - value(candidate));
            if (off <= bound(isFull ? 0 : candidate)) return fit(candidate);
        }
        return OptionalLong.empty();
    }

    /** Units as they are kept: those of an angle within one turn, others only up to the largest. */
    OptionalLong fit(long units) {
        if (isAngle()) return OptionalLong.of(Math.floorMod(units, (long) turn));
        return Math.abs(units) <= LARGEST ? OptionalLong.of(units) : OptionalLong.empty();
    }

    /** What leads from one number of units to another; for an angle the shorter way round. */
    long way(long from, long to) {
        if (!isAngle()) return to - from;
        var way = Math.floorMod(to - from, (long) turn);
        return 2 * way > turn ? way - turn : way;
    }
}
