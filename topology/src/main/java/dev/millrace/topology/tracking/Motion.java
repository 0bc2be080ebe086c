package dev.millrace.topology.tracking;

/**
 * How a box moves and changes its size. What is not known of it is in proportion to its size, as in
 * N. Aharon et al., BoT-SORT: Robust Associations Multi-Pedestrian Tracking, 2022; its four axes do not depend on each
 * other there, so each has a filter of its own.
 */
public record Motion(Axis x, Axis y, Axis width, Axis height) {

    private static final double SMALLEST = 1e-3;

    /**
     * Standard deviations, as parts of a box's size.
     *
     * @param place by which a box moves on its own from one frame to the next, whatever its velocity
     * @param pace by which its velocity, in sizes a frame, changes on its own from one frame to the next
     * @param firstPace of the velocity, in sizes a frame, when nothing is known of it
     * @param jitter of what a detector sees
     */
    public record Doubt(double place, double pace, double firstPace, double jitter) {

        /**
         * At so many frames a second. The weights are those of BoT-SORT for thirty, but half as much for the pace: people walk
         * more steadily than that. A frame that is {@code s} times as long as there holds as much noise as {@code s} of
         * those: acceleration is white noise, which adds to the variance of the velocity in proportion to time, {@code s} times as much, and velocities a frame
         * are {@code s} times as large, so that the deviation of the one from frame to frame is {@code s·√s} of what it is
         * there. How fast people walk does not depend on the frames: what is not known of it at first, as in BoT-SORT, is
         * {@code s} times as large. (Y. Bar-Shalom, X. R. Li and T. Kirubarajan, Estimation with Applications to Tracking
         * and Navigation, 2001, on discretised continuous-time kinematic models.)
         */
        public static Doubt at(double frameRate, double jitter) {
            var stretch = 30 / frameRate;
            return new Doubt(Math.sqrt(stretch) / 20, stretch * Math.sqrt(stretch) / 320, stretch / 16, jitter);
        }

        /** Of such an acceleration's noise, a third of the variance it adds to the velocity goes to the value, half to both. */
        private Axis later(Axis axis, double size) {
            var ofPlace = place * place * size * size;
            var ofPace = pace * pace * size * size;
            return axis.next(ofPlace + ofPace / 3, ofPace / 2, ofPace);
        }
    }

    public static Motion of(Box box, Doubt doubt) {
        var across = box.width();
        var along = box.height();
        return new Motion(
                fresh(box.centreX(), across, doubt),
                fresh(box.centreY(), along, doubt),
                fresh(across, across, doubt),
                fresh(along, along, doubt));
    }

    private static Axis fresh(double value, double size, Doubt doubt) {
        return Axis.at(value, 2 * doubt.jitter * size, doubt.firstPace * size);
    }

    /** A frame later. */
    public Motion next(Doubt doubt) {
        var across = box().width();
        var along = box().height();
        return new Motion(
                doubt.later(x, across), doubt.later(y, along), doubt.later(width, across), doubt.later(height, along));
    }

    /** Of one that is out of sight: it moves on, but grows and shrinks no more. */
    Motion nextUnseen(Doubt doubt) {
        return new Motion(x, y, width.stopped(), height.stopped()).next(doubt);
    }

    public Motion seen(Box box, Doubt doubt) {
        var across = doubt.jitter * box().width();
        var along = doubt.jitter * box().height();
        return new Motion(
                x.seen(box.centreX(), across),
                y.seen(box.centreY(), along),
                width.seen(box.width(), across),
                height.seen(box.height(), along));
    }

    /** As the camera shows it after it has moved. */
    Motion under(CameraMotion camera) {
        var factor = camera.scale();
        return new Motion(
                x.scaled(camera.x(x.value(), y.value()), camera.dx(x.velocity(), y.velocity()), factor),
                y.scaled(camera.y(x.value(), y.value()), camera.dy(x.velocity(), y.velocity()), factor),
                width.scaled(width.value() * factor, width.velocity() * factor, factor),
                height.scaled(height.value() * factor, height.velocity() * factor, factor));
    }

    public Box box() {
        return Box.around(x.value(), y.value(), Math.max(SMALLEST, width.value()), Math.max(SMALLEST, height.value()));
    }
}
