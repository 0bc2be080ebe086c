package dev.millrace.gpu.model;

import ai.onnxruntime.OrtException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/** A model that is loaded somewhere. For one thread at a time. */
interface Engine extends AutoCloseable {

    /** What runs it: {@code cpu}, {@code cuda:0}. */
    Device device();

    /** Lengths of its input; -1 for any. */
    long[] inputShape();

    /** What it gives for so many pictures, for each apart. */
    List<Outputs> run(FloatBuffer pictures, int count) throws OrtException;

    /** The shapes of what it gave last. */
    Map<String, long[]> lastShapes();

    @Override
    void close();
}
