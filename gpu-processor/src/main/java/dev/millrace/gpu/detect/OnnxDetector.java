package dev.millrace.gpu.detect;

import dev.millrace.gpu.model.ModelSession;
import dev.millrace.gpu.model.ModelState;
import dev.millrace.gpu.model.Placement;
import dev.millrace.gpu.model.Region;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A detector that is a model, run by ONNX Runtime. */
final class OnnxDetector implements Detector {

    private final DetectorCard card;
    private final ModelSession session;
    private long unusable;

    OnnxDetector(DetectorCard card, ModelSession session) {
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
    public List<List<Detection>> detect(List<AVFrame> pictures) {
        var placements = new ArrayList<Placement>(pictures.size());
        var outputs = session.run(pictures.size(), (number, buffer, slot) -> {
            var picture = pictures.get(number);
            placements.add(buffer.put(picture, Region.whole(picture), slot));
        });
        var found = new ArrayList<List<Detection>>(pictures.size());
        for (var i = 0; i < pictures.size(); i++) {
            var picture = pictures.get(i);
            var candidates = new Candidates(
                    placements.get(i).across(),
                    placements.get(i).down(),
                    picture.width(),
                    picture.height(),
                    card.thresholds().score());
            card.output().read(card.input(), outputs.get(i), candidates);
            unusable += candidates.unusable();
            found.add(Suppression.keep(candidates.found(), card.thresholds().overlap()));
        }
        return found;
    }

    @Override
    public void close() {
        session.close();
    }
}
