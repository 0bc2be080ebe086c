package dev.millrace.recording.telemetry;

import java.util.SplittableRandom;

/** Who holds the pedals: wants the allowed speed, sees slower road and stops ahead, and is never quite steady. */
final class Driver {

    private static final double COMFORTABLE_BRAKING = 1.7;
    private static final double HARDEST_BRAKING = 4.0;
    private static final double COMFORTABLE_ACCELERATION = 1.9;
    private static final double EASING_OFF = 1.6;
    private static final double REACTING = 0.5;
    private static final double UNSTEADINESS = 0.012;
    private static final double FORGETTING = 6.0;
    /** Metres before the line where the driver means to stand. */
    private static final double MARGIN = 0.4;

    private final SplittableRandom random;
    private double mood;

    Driver(SplittableRandom random) {
        this.random = random;
    }

    /** The acceleration in m/s² for the next {@code step} seconds, {@code along} metres into the route's current leg. */
    double acceleration(Vehicle vehicle, double speed, double along, Route route, double step) {
        mood += -mood / FORGETTING * step + UNSTEADINESS * Math.sqrt(step) * random.nextGaussian();
        double wanted = wantedSpeed(along, route);
        double lag = wanted > speed ? EASING_OFF : REACTING;
        double most = Math.min(
                COMFORTABLE_ACCELERATION,
                vehicle.greatestAcceleration(speed, route.current().slope()));
        return Math.max(-HARDEST_BRAKING, Math.min(most, (wanted - speed) / lag));
    }

    /** The greatest speed from which every lower one ahead can still be reached by comfortable braking. */
    private double wantedSpeed(double along, Route route) {
        double wanted = Double.POSITIVE_INFINITY;
        double distance = -along;
        for (Leg leg : route.ahead()) {
            wanted = Math.min(wanted, slowingTo(leg.speed() * (1 + mood), distance));
            distance += leg.length();
            if (leg.stop() > 0) {
                return Math.min(wanted, slowingTo(0, distance - MARGIN));
            }
        }
        return wanted;
    }

    private static double slowingTo(double speed, double distance) {
        return Math.sqrt(speed * speed + 2 * COMFORTABLE_BRAKING * Math.max(0, distance));
    }
}
