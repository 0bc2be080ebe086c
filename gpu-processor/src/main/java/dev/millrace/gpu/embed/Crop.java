package dev.millrace.gpu.embed;

import dev.millrace.gpu.detect.Detection;
import dev.millrace.gpu.model.Region;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** The part of a picture that shows somebody. */
final class Crop {

    /** Of which anything can be told. */
    private static final int LEAST_WIDTH = 8;

    private static final int LEAST_HEIGHT = 16;

    private Crop() {}

    /** Clipped to the picture; empty where too little is left. */
    static Optional<Region> of(Detection detection, AVFrame picture) {
        var left = within(detection.left(), picture.width());
        var top = within(detection.top(), picture.height());
        var width = within(detection.right(), picture.width()) - left;
        var height = within(detection.bottom(), picture.height()) - top;
        return width < LEAST_WIDTH || height < LEAST_HEIGHT
                ? Optional.empty()
                : Optional.of(new Region(left, top, width, height));
    }

    private static int within(float place, int most) {
        return Math.max(0, Math.min(most, Math.round(place)));
    }
}
