package dev.millrace.gpu.embed;

import dev.millrace.gpu.detect.Detection;
import dev.millrace.gpu.model.InputCard.Colours;
import dev.millrace.gpu.model.ModelState;
import dev.millrace.gpu.model.PictureScaler;
import dev.millrace.gpu.model.Region;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** What needs no model: which colours somebody's clothes have at which height. */
final class StripesEmbedder implements Embedder {

    static final String NAME = "stripes";

    private final PictureScaler scaler = new PictureScaler();
    private final byte[] pixels = new byte[PictureScaler.stride(Stripes.WIDTH) * Stripes.HEIGHT];
    private final String note;
    private long pictures;

    /** @param note why there is nothing better */
    StripesEmbedder(String note) {
        this.note = note;
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
    public List<float[]> embed(AVFrame picture, List<Detection> detections) {
        return detections.stream()
                .map(detection -> Crop.of(detection, picture)
                        .map(region -> embed(picture, region))
                        .orElse(UnitVector.NONE))
                .toList();
    }

    private float[] embed(AVFrame picture, Region region) {
        pictures++;
        scaler.scale(picture, region, Stripes.WIDTH, Stripes.HEIGHT, Colours.RGB)
                .position(0)
                .get(pixels);
        return UnitVector.of(Stripes.of(pixels, PictureScaler.stride(Stripes.WIDTH)));
    }

    @Override
    public void close() {
        scaler.close();
    }
}
