package dev.millrace.edge;

import java.util.Optional;

/**
 * Where one signal stands, on either side.
 *
 * @param units of its newest value that was counted in units
 * @param before those before it; the same right after a keyframe
 * @param isAbsent it has no value at present; what it had is kept to predict from
 */
record Track(Channel channel, Predictor predictor, long units, long before, boolean isAbsent) {

    static Track at(Channel channel, Predictor predictor, long units, boolean isAbsent) {
        return new Track(channel, predictor, units, units, isAbsent);
    }

    /** What an angle predicts may lie outside its turn: fitting comes with the residual. */
    long predicted(Predictor by) {
        var previous = channel.isAngle() ? units + channel.way(units, before) : before;
        return by.next(units, previous);
    }

    /** What has to be sent for the units; 0 when they are as predicted. */
    long residual(long wanted, Predictor by) {
        return channel.way(predicted(by), wanted);
    }

    /** After a value that is off its prediction by the residual; empty when that leads out of range. */
    Optional<Track> moved(long residual) {
        var next = channel.fit(predicted(predictor) + residual);
        return next.isPresent()
                ? Optional.of(new Track(channel, predictor, next.getAsLong(), units, false))
                : Optional.empty();
    }

    /** The same with another presence; what is predicted stays. */
    Track absent(boolean nowAbsent) {
        return nowAbsent == isAbsent ? this : new Track(channel, predictor, units, before, nowAbsent);
    }

    double value() {
        return channel.value(units);
    }
}
