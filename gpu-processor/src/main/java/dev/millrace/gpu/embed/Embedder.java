package dev.millrace.gpu.embed;

import dev.millrace.gpu.detect.Detection;
import dev.millrace.gpu.model.ModelState;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Makes of what somebody looks like a vector of length 1; the more alike two look, the nearer theirs are. For one thread at a time. */
public interface Embedder extends AutoCloseable {

    /** As records name it: vectors of two embedders cannot be compared. */
    String name();

    /** What runs it: {@code cpu}, {@code cuda:0}. */
    default String provider() {
        return state().provider();
    }

    ModelState state();

    /** A vector for each detection in a picture, in their order; an empty one where there is too little to see. */
    List<float[]> embed(AVFrame picture, List<Detection> detections);

    @Override
    void close();
}
