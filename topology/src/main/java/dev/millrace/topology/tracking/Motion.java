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
     * @param place by which a box moves on its own from one frame to the next
     * @param pace by which its velocity does, which is so much a frame
     * @param start by which nobody knows the velocity of somebody new
     * @param jitter of what a detector sees
     */
    public record Doubt(double place, double pace, double start, double jitter) {

        /**
         * At so many frames a second, with the weights of BoT-SORT at thirty, but half as much for the pace: people walk
         * more steadily than that. Place and pace walk at random, so that their variances grow with the time between two
         * frames; that a velocity is so much a frame, and not a second, makes it and its doubt grow with that time once
         * more.
         */
        public static Doubt at(double frameRate, double jitter) {
            var stretch = 30 / frameRate;
            return new Doubt(Math.sqrt(stretch) / 20, stretch * Math.sqrt(stretch) / 320, stretch / 16, jitter);
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
        return Axis.at(value, 2 * doubt.place * size, doubt.start * size);
    }

    /** A frame later. */
    public Motion next(Doubt doubt) {
        var across = box().width();
        var along = box().height();
        return new Motion(
                x.next(doubt.place * across, doubt.pace * across),
                y.next(doubt.place * along, doubt.pace * along),
                width.next(doubt.place * across, doubt.pace * across),
                height.next(doubt.place * along, doubt.pace * along));
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
