package dev.millrace.bench.accuracy;

import dev.millrace.topology.tracking.Axis;
import dev.millrace.topology.tracking.Box;

/**
 * How SORT sees a box move: its middle and its area move steadily, and its width is a part of its height that does not change
 * of itself. The variances are those of the program that SORT's authors published, in pixels whatever the box's size.
 *
 * @param shape width over height
 */
record SortMotion(Axis x, Axis y, Axis area, Axis shape) {

    private static final double FIRST = Math.sqrt(10);
    private static final double FIRST_PACE = 100;
    private static final double NOISE = 1;
    private static final double PACE_NOISE = 1e-2;
    private static final double GROWTH_NOISE = 1e-4;
    private static final double PLACE_JITTER = 1;
    private static final double SIZE_JITTER = Math.sqrt(10);

    static SortMotion of(Box box) {
        return new SortMotion(
                Axis.at(box.centreX(), FIRST, FIRST_PACE),
                Axis.at(box.centreY(), FIRST, FIRST_PACE),
                Axis.at(box.area(), FIRST, FIRST_PACE),
                Axis.at(box.width() / box.height(), FIRST, 0));
    }

    /** A frame later; an area that would vanish stays as it is. */
    SortMotion next() {
        var lasting = area.value() + area.velocity() > 0 ? area : area.stopped();
        return new SortMotion(
                x.next(NOISE, 0, PACE_NOISE),
                y.next(NOISE, 0, PACE_NOISE),
                lasting.next(NOISE, 0, GROWTH_NOISE),
                shape.next(NOISE, 0, 0));
    }

    SortMotion seen(Box box) {
        return new SortMotion(
                x.seen(box.centreX(), PLACE_JITTER),
                y.seen(box.centreY(), PLACE_JITTER),
                area.seen(box.area(), SIZE_JITTER),
                shape.seen(box.width() / box.height(), SIZE_JITTER));
    }

    /** Not sound where area and shape do not fit each other. */
    Box box() {
        var width = Math.sqrt(area.value() * shape.value());
        var height = area.value() / width;
        return new Box(x.value() - width / 2, y.value() - height / 2, x.value() + width / 2, y.value() + height / 2);
    }
}
