package dev.millrace.topology.tracking;

/**
 * A number that moves steadily, as a Kalman filter knows it: its value and its change a frame, with the covariance of the
 * two. (R. E. Kalman, A new approach to linear filtering and prediction problems, 1960.)
 *
 * @param variance of the value
 * @param covariance of value and velocity
 * @param drift variance of the velocity
 */
public record Axis(double value, double velocity, double variance, double covariance, double drift) {

    public static Axis at(double value, double deviation, double velocityDeviation) {
        return new Axis(value, 0, square(deviation), 0, square(velocityDeviation));
    }

    /** A frame later, when value and velocity may have changed on their own: with what is added to each of what is known. */
    public Axis next(double toVariance, double toCovariance, double toDrift) {
        return new Axis(
                value + velocity,
                velocity,
                variance + 2 * covariance + drift + toVariance,
                covariance + drift + toCovariance,
                drift + toDrift);
    }

    /** Knowing a measurement that may be off by so much. */
    public Axis seen(double measured, double deviation) {
        var gain = variance / (variance + square(deviation));
        var velocityGain = covariance / (variance + square(deviation));
        var surprise = measured - value;
        return new Axis(
                value + gain * surprise,
                velocity + velocityGain * surprise,
                (1 - gain) * variance,
                (1 - gain) * covariance,
                drift - velocityGain * covariance);
    }

    /** Standing still from here on. */
    public Axis stopped() {
        return new Axis(value, 0, variance, covariance, drift);
    }

    /** In a picture that has grown by a factor, with its value and velocity there. */
    Axis scaled(double newValue, double newVelocity, double factor) {
        var squared = factor * factor;
        return new Axis(newValue, newVelocity, variance * squared, covariance * squared, drift * squared);
    }

    private static double square(double deviation) {
        return deviation * deviation;
    }
}
