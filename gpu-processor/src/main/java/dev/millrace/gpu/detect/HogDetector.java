package dev.millrace.gpu.detect;

import dev.millrace.gpu.model.InputCard.Colours;
import dev.millrace.gpu.model.ModelState;
import dev.millrace.gpu.model.PictureScaler;
import dev.millrace.gpu.model.Region;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.HOGDescriptor;

/**
 * The last resort: OpenCV's histograms of gradients with the weights that come with it. Needs no model, and twenty times
 * the time of one.
 */
final class HogDetector implements Detector {

    static final String NAME = "hog";

    /** People smaller than 128 pixels are not seen: pictures are made this much larger. */
    private static final double LARGER = 1.5;

    /** Longest side of what is looked at, since time grows with its square. */
    private static final int LONGEST = 1_152;

    /** The person's part of what matches: the rest is the space around those it was trained with. */
    private static final double WIDTH = 0.6;

    private static final double HEIGHT = 0.8;
    private static final double OVERLAP = 0.5;

    /** Of what is looked for; OpenCV writes where it must not in pictures that are smaller. */
    private static final int WINDOW_WIDTH = 64;

    private static final int WINDOW_HEIGHT = 128;

    private final HOGDescriptor descriptor = new HOGDescriptor();
    private final PictureScaler scaler = new PictureScaler();
    private final String note;
    private long pictures;

    /** @param note why there is nothing better */
    HogDetector(String note) {
        this.note = note;
        try (var people = new Mat(HOGDescriptor.getDefaultPeopleDetector())) {
            descriptor.setSVMDetector(people);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ModelState state() {
        return new ModelState(NAME, "cpu", 1, pictures, 0, note);
    }

    @Override
    public List<List<Detection>> detect(List<AVFrame> pictures) {
        return pictures.stream().map(this::look).toList();
    }

    private List<Detection> look(AVFrame picture) {
        var longer = Math.max(picture.width(), picture.height());
        var factor = Math.min(LARGER, (double) LONGEST / longer);
        var width = (int) Math.max(1, Math.round(picture.width() * factor));
        var height = (int) Math.max(1, Math.round(picture.height() * factor));
        pictures++;
        if (width < WINDOW_WIDTH || height < WINDOW_HEIGHT) return List.of();
        var candidates = new Candidates(
                (double) width / picture.width(),
                (double) height / picture.height(),
                picture.width(),
                picture.height(),
                0);
        var pixels = scaler.scale(picture, Region.whole(picture), width, height, Colours.BGR);
        try (var image = new Mat(height, width, opencv_core.CV_8UC3, pixels, PictureScaler.stride(width));
                var boxes = new RectVector();
                var distances = new DoublePointer();
                var step = new Size(8, 8);
                var padding = new Size(16, 16)) {
            descriptor.detectMultiScale(image, boxes, distances, 0, step, padding, 1.05, 2, false);
            for (var i = 0; i < boxes.size(); i++) add(boxes, i, distances.get(i), candidates);
        }
        return Suppression.keep(candidates.found(), OVERLAP);
    }

    private static void add(RectVector boxes, long number, double distance, Candidates into) {
        var box = boxes.get(number);
        var x = box.x() + box.width() / 2.0;
        var y = box.y() + box.height() / 2.0;
        var halfWidth = box.width() * WIDTH / 2;
        var halfHeight = box.height() * HEIGHT / 2;
        into.add(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, 1 / (1 + Math.exp(-2 * distance)));
    }

    @Override
    public void close() {
        scaler.close();
        descriptor.close();
    }
}
