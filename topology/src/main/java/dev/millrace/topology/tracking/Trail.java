package dev.millrace.topology.tracking;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Where somebody was, once it is known where they were before and after. */
public final class Trail {

    /** Standard deviations beyond which nothing counts. */
    private static final double REACH = 4;

    private Trail() {}

    /** Somebody in one picture. */
    public record Place(long frame, Box box) {}

    /**
     * Fills the gaps of up to {@code most} frames: whoever is seen before and after was on the way in between, evenly.
     *
     * @param places in the order of their frames, none twice
     */
    public static List<Place> filled(List<Place> places, int most) {
        var filled = new ArrayList<Place>(places.size());
        for (var place : places) {
            if (!filled.isEmpty()) {
                var before = filled.get(filled.size() - 1);
                var gap = place.frame - before.frame;
                for (var n = 1; n < gap && gap - 1 <= most; n++) {
                    filled.add(new Place(before.frame + n, between(before.box, place.box, (double) n / gap)));
                }
            }
            filled.add(place);
        }
        return filled;
    }

    /**
     * Without the jitter of detections: each number is that of a line through those around, which count the less the
     * further they are. (W. S. Cleveland, Robust Locally Weighted Regression and Smoothing Scatterplots, 1979, with the
     * weights of a normal distribution.)
     *
     * @param places in the order of their frames, none twice
     * @param placeWidth standard deviation of the weights of where somebody stands, in frames
     * @param sizeWidth of how large they are
     */
    public static List<Place> smoothed(List<Place> places, double placeWidth, double sizeWidth) {
        var frames = places.stream().mapToDouble(Place::frame).toArray();
        var x = smooth(frames, numbers(places, Box::centreX), placeWidth);
        var foot = smooth(frames, numbers(places, Box::bottom), placeWidth);
        var width = smooth(frames, numbers(places, Box::width), sizeWidth);
        var height = smooth(frames, numbers(places, Box::height), sizeWidth);
        var smoothed = new ArrayList<Place>(places.size());
        for (var n = 0; n < frames.length; n++) {
            var box = Box.around(x[n], foot[n] - height[n] / 2, width[n], height[n]);
            smoothed.add(box.isSound() ? new Place(places.get(n).frame, box) : places.get(n));
        }
        return smoothed;
    }

    private static double[] numbers(List<Place> places, ToDoubleFunction<Box> number) {
        return places.stream()
                .mapToDouble(place -> number.applyAsDouble(place.box))
                .toArray();
    }

    private static double[] smooth(double[] frames, double[] numbers, double width) {
        var smooth = new double[numbers.length];
        var first = 0;
        for (var n = 0; n < numbers.length; n++) {
            while (frames[n] - frames[first] > REACH * width) first++;
            smooth[n] = lineAt(frames, numbers, first, n, width);
        }
        return smooth;
    }

    private static double lineAt(double[] frames, double[] numbers, int first, int at, double width) {
        double weights = 0;
        double steps = 0;
        double squares = 0;
        double sum = 0;
        double moment = 0;
        for (var n = first; n < frames.length && frames[n] - frames[at] <= REACH * width; n++) {
            var step = (frames[n] - frames[at]) / width;
            var weight = Math.exp(-step * step / 2);
            weights += weight;
            steps += weight * step;
            squares += weight * step * step;
            sum += weight * numbers[n];
            moment += weight * step * numbers[n];
        }
        var spread = weights * squares - steps * steps;
        return spread > 1e-9 ? (squares * sum - steps * moment) / spread : sum / weights;
    }

    private static Box between(Box before, Box after, double share) {
        return new Box(
                mix(before.left(), after.left(), share),
                mix(before.top(), after.top(), share),
                mix(before.right(), after.right(), share),
                mix(before.bottom(), after.bottom(), share));
    }

    private static double mix(double before, double after, double share) {
        return before + share * (after - before);
    }
}
