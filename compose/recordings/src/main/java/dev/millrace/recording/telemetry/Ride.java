package dev.millrace.recording.telemetry;

import java.util.SplittableRandom;

/** A modelled car under way: the state that each step moves on. */
final class Ride {

    /** Seconds: short against everything that the driver does. */
    private static final double STEP = 0.1;
    /** Metres before a line at which the car counts as standing at it. */
    private static final double AT_THE_LINE = 0.5;

    private static final double METRES_PER_MILE = 1_609.344;
    private static final double METRES_PER_DEGREE = 111_195;
    private static final double START_CHARGE = 0.80;
    private static final double RESERVE = 0.15;
    private static final double CHARGER = 50_000;
    private static final double START_MILES = 12_345.678;
    private static final double START_LATITUDE = 47.0502;
    private static final double START_LONGITUDE = 8.3093;

    private final Vehicle vehicle;
    private final Route route;
    private final Driver driver;

    private double along;
    private double speed;
    private double standing;
    private boolean isCharging;
    private double energy;
    private double metres = START_MILES * METRES_PER_MILE;
    private double heading;
    private double latitude = START_LATITUDE;
    private double longitude = START_LONGITUDE;

    Ride(Vehicle vehicle, long seed) {
        var random = new SplittableRandom(seed);
        this.vehicle = vehicle;
        this.route = new Route(random.split());
        this.driver = new Driver(random.split());
        this.heading = random.nextDouble() * 2 * Math.PI;
        this.energy = vehicle.capacity() * START_CHARGE;
        this.standing = 3;
    }

    /** Moves on by {@code seconds} and reads the instruments; the power is the mean over that time. */
    Reading after(double seconds, long timestamp) {
        int steps = (int) Math.max(1, Math.ceil(seconds / STEP));
        double before = energy;
        for (int i = 0; i < steps; i++) {
            step(seconds / steps);
        }
        return reading(timestamp, (before - energy) / seconds);
    }

    Reading reading(long timestamp, double watts) {
        return new Reading(
                timestamp,
                (float) (speed * 3_600 / METRES_PER_MILE),
                (float) (energy / vehicle.capacity() * 100),
                (float) (watts / 1_000),
                (float) (metres / METRES_PER_MILE),
                Compass.wholeDegrees(heading),
                latitude,
                longitude);
    }

    private void step(double seconds) {
        if (standing > 0) {
            stand(seconds);
        } else {
            move(seconds);
        }
    }

    private void stand(double seconds) {
        standing -= seconds;
        energy -= (isCharging ? -CHARGER : vehicle.auxiliary()) * seconds;
        if (standing <= 0) {
            isCharging = false;
        }
    }

    private void move(double seconds) {
        double acceleration = driver.acceleration(vehicle, speed, along, route, seconds);
        double next = Math.max(0, speed + acceleration * seconds);
        double mean = (speed + next) / 2;
        Leg leg = route.current();
        energy -= vehicle.batteryPower(mean, (next - speed) / seconds, leg.slope()) * seconds;
        double distance = mean * seconds;
        heading += leg.curvature() * distance;
        latitude += distance * Math.cos(heading) / METRES_PER_DEGREE;
        longitude += distance * Math.sin(heading) / (METRES_PER_DEGREE * Math.cos(Math.toRadians(latitude)));
        metres += distance;
        along += distance;
        speed = next;
        arrive(leg);
    }

    private void arrive(Leg leg) {
        if (leg.stop() > 0 && along >= leg.length() - AT_THE_LINE) {
            speed = 0;
            isCharging = energy < vehicle.capacity() * RESERVE;
            standing = isCharging ? (vehicle.capacity() * START_CHARGE - energy) / CHARGER : leg.stop();
            along = 0;
            route.advance();
        } else if (along >= leg.length()) {
            along -= leg.length();
            route.advance();
        }
    }
}
