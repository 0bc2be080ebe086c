package dev.millrace.gpu.embed;

import dev.millrace.gpu.detect.Detection;
import dev.millrace.gpu.model.ModelSession;
import dev.millrace.gpu.model.ModelState;
import dev.millrace.gpu.model.Region;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** An embedder that is a model, run by ONNX Runtime. */
final class OnnxEmbedder implements Embedder {

    private final EmbedderCard card;
    private final ModelSession session;
    private long unusable;

    OnnxEmbedder(EmbedderCard card, ModelSession session) {
        this.card = card;
        this.session = session;
    }

    @Override
    public String name() {
        return card.name();
    }

    @Override
    public ModelState state() {
        return session.state(unusable);
    }

    @Override
    public List<float[]> embed(AVFrame picture, List<Detection> detections) {
        var vectors = new ArrayList<>(Collections.nCopies(detections.size(), UnitVector.NONE));
        var numbers = new ArrayList<Integer>();
        var regions = new ArrayList<Region>();
        for (var i = 0; i < detections.size(); i++) {
            var region = Crop.of(detections.get(i), picture);
            if (region.isEmpty()) continue;
            numbers.add(i);
            regions.add(region.get());
        }
        var outputs =
                session.run(regions.size(), (number, buffer, slot) -> buffer.put(picture, regions.get(number), slot));
        for (var i = 0; i < outputs.size(); i++) {
            var vector = UnitVector.of(outputs.get(i).only());
            if (vector.length == 0) unusable++;
            vectors.set(numbers.get(i), vector);
        }
        return vectors;
    }

    @Override
    public void close() {
        session.close();
    }
}
