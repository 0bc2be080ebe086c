package dev.millrace.recording.telemetry;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;

/** An endless road drawn from a seed: town blocks with lights and right-angled turns, then open country with long curves. */
final class Route {

    private static final double TOWN = 50 / 3.6;
    private static final double COUNTRY = 90 / 3.6;
    private static final double VILLAGE = 70 / 3.6;
    /** Metres of road known beyond the current leg: more than it takes to stop from the highest speed. */
    private static final double SIGHT = 500;

    private final SplittableRandom random;
    private final Deque<Leg> legs = new ArrayDeque<>();
    private double known;

    Route(SplittableRandom random) {
        this.random = random;
    }

    /** The current leg and those in sight. */
    Iterable<Leg> ahead() {
        while (legs.isEmpty() || known - legs.element().length() < SIGHT) {
            if (random.nextInt(3) > 0) {
                town();
            } else {
                country();
            }
        }
        return legs;
    }

    Leg current() {
        return ahead().iterator().next();
    }

    /** Leaves the current leg behind. */
    void advance() {
        known -= legs.remove().length();
    }

    private void town() {
        for (int block = between(2, 5); block > 0; block--) {
            boolean isRed = random.nextInt(10) < 4;
            add(new Leg(between(90, 320), TOWN, 0, grade(0.015), isRed ? between(5, 28) : 0));
            if (random.nextInt(10) < 6) {
                turn(Math.PI / 2, between(11, 18), TOWN);
            }
        }
    }

    private void country() {
        add(new Leg(between(150, 300), VILLAGE, 0, grade(0.02), 0));
        for (int curve = between(3, 7); curve > 0; curve--) {
            add(new Leg(between(150, 700), COUNTRY, 0, grade(0.04), 0));
            turn(Math.toRadians(between(15, 80)), between(90, 420), COUNTRY);
        }
        add(new Leg(between(120, 260), VILLAGE, 0, grade(0.02), random.nextBoolean() ? between(3, 15) : 0));
    }

    private void turn(double angle, double radius, double limit) {
        double side = random.nextBoolean() ? 1 : -1;
        add(new Leg(angle * radius, limit, side / radius, grade(0.02), 0));
    }

    private void add(Leg leg) {
        legs.add(leg);
        known += leg.length();
    }

    private int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    private double grade(double steepest) {
        return (random.nextDouble() * 2 - 1) * steepest;
    }
}
