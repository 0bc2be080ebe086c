package dev.millrace.gpu.detect;

import dev.millrace.gpu.model.ModelState;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Finds people in pictures. For one thread at a time. */
public interface Detector extends AutoCloseable {

    /** As records of what it found name it. */
    String name();

    /** What runs it: {@code cpu}, {@code cuda:0}. */
    default String provider() {
        return state().provider();
    }

    ModelState state();

    /** Who is in each of these pictures, the surest first. The pictures may be of any format and size. */
    List<List<Detection>> detect(List<AVFrame> pictures);

    /** Who is in a picture. */
    default List<Detection> detect(AVFrame picture) {
        return detect(List.of(picture)).get(0);
    }

    @Override
    void close();
}
