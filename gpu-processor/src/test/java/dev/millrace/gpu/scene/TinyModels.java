package dev.millrace.gpu.scene;

import dev.millrace.gpu.onnx.OnnxGraph;
import dev.millrace.gpu.onnx.OnnxGraph.Attribute;
import java.util.List;

/** Models of which one can say by hand what they give. */
public final class TinyModels {

    private TinyModels() {}

    /**
     * Gives the mean of each channel.
     *
     * @param batch pictures at once, or {@link OnnxGraph#BATCH}
     */
    public static byte[] means(long batch, int width, int height) {
        var graph = new OnnxGraph("means");
        graph.input("picture", batch, 3, height, width);
        graph.node("GlobalAveragePool", List.of("picture"), "means");
        graph.node("Reshape", List.of("means", graph.constant("shape", 0, 3)), "vector");
        graph.output("vector", batch, 3);
        return graph.bytes();
    }

    /** Gives the mean of each channel divided by 0: nothing that is a number. */
    public static byte[] infinities(int width, int height) {
        var graph = new OnnxGraph("infinities");
        graph.input("picture", OnnxGraph.BATCH, 3, height, width);
        graph.node("GlobalAveragePool", List.of("picture"), "means");
        graph.node("Div", List.of("means", graph.constant("zero", new float[] {0})), "quotients");
        graph.node("Reshape", List.of("quotients", graph.constant("shape", 0, 3)), "vector");
        graph.output("vector", OnnxGraph.BATCH, 3);
        return graph.bytes();
    }

    /**
     * An SSD of one box, as high and wide as the picture is light: it goes from the upper left corner to the mean of the
     * first channel as a part of the whole, and its score is the mean of the second.
     */
    public static byte[] oneBox(int width, int height) {
        var graph = new OnnxGraph("one-box");
        graph.input("picture", OnnxGraph.BATCH, 3, height, width);
        graph.node("GlobalAveragePool", List.of("picture"), "means");
        graph.node("Reshape", List.of("means", graph.constant("row", 0, 1, 3)), "channels");
        graph.node(
                "Split",
                List.of("channels", graph.constant("ones", 1, 1, 1)),
                List.of("side", "scores", "rest"),
                Attribute.of("axis", 2));
        graph.node("Sub", List.of("side", "side"), "nothing");
        graph.node("Concat", List.of("nothing", "nothing", "side", "side"), "boxes", Attribute.of("axis", 2));
        graph.output("boxes", OnnxGraph.BATCH, 1, 4);
        graph.output("scores", OnnxGraph.BATCH, 1, 1);
        return graph.bytes();
    }
}
