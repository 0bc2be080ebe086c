package dev.millrace.recording.telemetry;

/**
 * The longitudinal dynamics of a car: what moving it takes from its battery.
 *
 * @param mass kilograms, with driver
 * @param rotating factor on the mass for what turns while the car moves
 * @param dragArea drag coefficient times frontal area, square metres
 * @param rolling coefficient of rolling resistance
 * @param efficiency of battery to wheel, and of wheel to battery
 * @param motor the motor's greatest power at the wheels, watts
 * @param regeneration the greatest power the wheels may give back, watts; the friction brakes take the rest
 * @param auxiliary what light, pumps and heating draw all the time, watts
 * @param capacity usable energy of the battery, joules
 */
public record Vehicle(
        double mass,
        double rotating,
        double dragArea,
        double rolling,
        double efficiency,
        double motor,
        double regeneration,
        double auxiliary,
        double capacity) {

    private static final double AIR_DENSITY = 1.204;
    private static final double GRAVITY = 9.80665;
    /** Metres per second: below this the motor as a generator fades out linearly. */
    private static final double REGENERATION_FADES = 5.0;

    public Vehicle {
        if (!(mass > 0 && rotating >= 1 && motor > 0 && capacity > 0)) {
            throw new IllegalArgumentException("mass, motor and capacity must be positive and rotating at least 1");
        }
        if (!(efficiency > 0 && efficiency <= 1)) {
            throw new IllegalArgumentException("efficiency must be above 0 and at most 1: " + efficiency);
        }
        if (!(dragArea >= 0 && rolling >= 0 && regeneration >= 0 && auxiliary >= 0)) {
            throw new IllegalArgumentException("drag, rolling, regeneration and auxiliary must not be negative");
        }
    }

    /** A mid-size electric saloon. */
    public static Vehicle saloon() {
        return new Vehicle(1_850, 1.04, 0.51, 0.0095, 0.89, 150_000, 60_000, 450, 57.5 * 3.6e6);
    }

    /** Newtons at the wheels that hold {@code acceleration} (m/s²) at {@code speed} (m/s) on a {@code slope} (rise over run). */
    double force(double speed, double acceleration, double slope) {
        double angle = Math.atan(slope);
        double roll = speed > 0 ? rolling * Math.cos(angle) : 0;
        return mass * rotating * acceleration
                + AIR_DENSITY / 2 * dragArea * speed * speed
                + mass * GRAVITY * (roll + Math.sin(angle));
    }

    /** Watts drawn from the battery; negative while braking fills it. */
    double batteryPower(double speed, double acceleration, double slope) {
        double wheels = force(speed, acceleration, slope) * speed;
        if (wheels >= 0) {
            return wheels / efficiency + auxiliary;
        }
        double limit = regeneration * Math.min(1, speed / REGENERATION_FADES);
        return Math.max(wheels, -limit) * efficiency + auxiliary;
    }

    /** The acceleration in m/s² that the motor can give at most. */
    double greatestAcceleration(double speed, double slope) {
        double left = motor / Math.max(speed, 1) - force(speed, 0, slope);
        return left / (mass * rotating);
    }
}
