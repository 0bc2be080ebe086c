package dev.millrace.recording.telemetry;

/** The heading seen from successive positions: held while standing, and until the vehicle has moved far enough to tell. */
final class Compass {

    private static final double EARTH_RADIUS = 6_371_008.8;
    /** Metres: below this the direction between two positions is mostly the receiver's noise. */
    private static final double LEAST_DISTANCE = 4.0;
    /** Kilometres per hour: below this a vehicle counts as standing. */
    private static final double STANDING = 1.0;

    private double latitude = Double.NaN;
    private double longitude = Double.NaN;
    private int heading;

    /** Takes the next position and gives the heading there, in whole degrees from 0 to 359. */
    int at(double nextLatitude, double nextLongitude, double speed) {
        if (Double.isNaN(latitude)) {
            move(nextLatitude, nextLongitude);
            return heading;
        }
        double north = Math.toRadians(nextLatitude - latitude) * EARTH_RADIUS;
        double east = Math.toRadians(nextLongitude - longitude) * EARTH_RADIUS * Math.cos(Math.toRadians(latitude));
        if (speed >= STANDING && Math.hypot(north, east) >= LEAST_DISTANCE) {
            heading = wholeDegrees(Math.atan2(east, north));
            move(nextLatitude, nextLongitude);
        }
        return heading;
    }

    private void move(double nextLatitude, double nextLongitude) {
        latitude = nextLatitude;
        longitude = nextLongitude;
    }

    /** An angle in radians clockwise from north as whole degrees from 0 to 359. */
    static int wholeDegrees(double angle) {
        return Math.floorMod(Math.round(Math.toDegrees(angle)), 360);
    }
}
