package dev.millrace.gpu.fetch;

import dev.millrace.gpu.fetch.FrozenGraph.Constant;
import dev.millrace.gpu.fetch.FrozenGraph.Node;
import dev.millrace.gpu.onnx.OnnxGraph;
import dev.millrace.gpu.onnx.OnnxGraph.Attribute;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns an SSD of TensorFlow's object detection, frozen for TensorFlow.js, into ONNX. What stood before the network, which
 * made any picture fit, is left out, and so is what stood after it, but for what makes boxes of it: the model takes
 * {@code input[batch, 3, side, side]} and gives {@code boxes[batch, anchors, 4]} as top, left, bottom, right of the whole
 * and {@code scores[batch, anchors, classes]} without that of the background. For one conversion.
 */
final class SsdConversion {

    private static final String INPUT = "Preprocessor/sub";
    private static final String ANCHORS = "Postprocessor/ExpandDims";

    /** By what the object detection library's box coder divides places and sizes. */
    private static final float PLACE_SCALE = 10;

    private static final float SIZE_SCALE = 5;

    private final FrozenGraph from;
    private final OnnxGraph to = new OnnxGraph("ssd");
    private final Map<String, String> done = new HashMap<>(Map.of(INPUT, "input"));

    private SsdConversion(FrozenGraph from) {
        this.from = from;
    }

    static byte[] convert(FrozenGraph from, int side, int classes) throws IOException {
        var conversion = new SsdConversion(from);
        var anchors = from.constant(ANCHORS);
        var count = anchors.values().length / 4;
        conversion.to.input("input", OnnxGraph.BATCH, 3, side, side);
        conversion.scores(conversion.converted("concat_1"), classes);
        conversion.boxes(conversion.converted("concat"), anchors.values(), count);
        conversion.to.output("boxes", OnnxGraph.BATCH, count, 4);
        conversion.to.output("scores", OnnxGraph.BATCH, count, classes);
        return conversion.to.bytes();
    }

    private void scores(String logits, int classes) {
        to.node("Sigmoid", List.of(logits), "all_scores");
        var slice = List.of(
                "all_scores", to.constant("first", 1), to.constant("last", 1 + classes), to.constant("class_axis", 2));
        to.node("Slice", slice, "scores");
    }

    private void boxes(String encodings, float[] anchors, int count) {
        var middles = new float[count * 2];
        var sizes = new float[count * 2];
        for (var i = 0; i < count; i++) {
            for (var side = 0; side < 2; side++) {
                var size = anchors[i * 4 + side + 2] - anchors[i * 4 + side];
                sizes[i * 2 + side] = size;
                middles[i * 2 + side] = anchors[i * 4 + side] + size / 2;
            }
        }
        to.node("Split", List.of(encodings, to.constant("halves", 2, 2)), List.of("places", "sizes"), axis(2));
        to.node("Mul", List.of("places", times("place_units", sizes, 1 / PLACE_SCALE)), "shifts");
        to.node("Add", List.of("shifts", times("anchor_middles", middles, 1)), "middles");
        to.node("Mul", List.of("sizes", to.constant("size_unit", new float[] {1 / SIZE_SCALE})), "growths");
        to.node("Exp", List.of("growths"), "factors");
        to.node("Mul", List.of("factors", times("half_anchors", sizes, 0.5f)), "half_sizes");
        to.node("Sub", List.of("middles", "half_sizes"), "top_left");
        to.node("Add", List.of("middles", "half_sizes"), "bottom_right");
        to.node("Concat", List.of("top_left", "bottom_right"), "boxes", axis(2));
    }

    private String times(String name, float[] pairs, float factor) {
        var values = new float[pairs.length];
        for (var i = 0; i < values.length; i++) values[i] = pairs[i] * factor;
        return to.constant(name, values, 1, values.length / 2, 2);
    }

    private String converted(String name) throws IOException {
        var known = done.get(name);
        if (known != null) return known;
        var node = from.node(name);
        var made = switch (node.operation()) {
            case "Conv2D", "DepthwiseConv2dNative" -> convolution(name, node);
            case "Add", "AddN", "BiasAdd" -> combined("Add", name, node);
            case "Mul", "Sub" -> combined(node.operation(), name, node);
            case "Relu6" -> to.node("Clip", List.of(converted(input(node, 0)), zero(), six()), name);
            case "FusedBatchNorm" -> normalised(name, node);
            case "Reshape" -> flattened(name, node);
            case "ConcatV2" -> joined(name, node);
            default -> throw new IOException("operation " + node.operation() + " of " + name + " is unknown");
        };
        done.put(name, made);
        return made;
    }

    private String convolution(String name, Node node) throws IOException {
        var weights = from.constant(input(node, 1));
        var isDepthwise = node.operation().startsWith("Depthwise");
        var shape = weights.shape();
        var kernel = new long[] {shape[0], shape[1]};
        var turned = isDepthwise ? Weights.depthwise(weights) : Weights.plain(weights);
        var constant = isDepthwise
                ? to.constant(input(node, 1) + ":depthwise", turned, (long) shape[2] * shape[3], 1, shape[0], shape[1])
                : to.constant(input(node, 1), turned, shape[3], shape[2], shape[0], shape[1]);
        return to.node(
                "Conv",
                List.of(converted(input(node, 0)), constant),
                name,
                Attribute.of("strides", node.heightAndWidth("strides")),
                Attribute.of("dilations", node.heightAndWidth("dilations")),
                Attribute.of("group", isDepthwise ? shape[2] : 1L),
                Attribute.of("auto_pad", node.text("padding").equals("SAME") ? "SAME_UPPER" : "VALID"),
                Attribute.of("kernel_shape", kernel));
    }

    /** Of two, either of which may be a constant for each channel. */
    private String combined(String operation, String name, Node node) throws IOException {
        if (node.inputs().size() != 2) throw new IOException(name + " has not two inputs");
        var inputs = new ArrayList<String>();
        for (var input : node.inputs()) inputs.add(from.isConstant(input) ? perChannel(input) : converted(input));
        return to.node(operation, inputs, name);
    }

    private String perChannel(String name) throws IOException {
        Constant constant = from.constant(name);
        return to.constant(name, constant.values(), 1, constant.values().length, 1, 1);
    }

    private String normalised(String name, Node node) throws IOException {
        var inputs = new ArrayList<>(List.of(converted(input(node, 0))));
        for (var input : node.inputs().subList(1, 5)) {
            var values = from.constant(input).values();
            inputs.add(to.constant(input + ":row", values, values.length));
        }
        return to.node("BatchNormalization", inputs, name, Attribute.of("epsilon", node.number("epsilon")));
    }

    /** From channels first to a row of predictions, the pictures of a batch kept apart. */
    private String flattened(String name, Node node) throws IOException {
        var lengths = from.node(input(node, 1)).inputs();
        var last = (long) from.constant(lengths.get(lengths.size() - 1)).values()[0];
        var turned = to.node(
                "Transpose", List.of(converted(input(node, 0))), name + ":turned", Attribute.of("perm", new long[] {
                    0, 2, 3, 1
                }));
        return to.node("Reshape", List.of(turned, to.constant("rows_of_" + last, 0, -1, last)), name);
    }

    private String joined(String name, Node node) throws IOException {
        var parts = new ArrayList<String>();
        for (var part : node.inputs().subList(0, node.inputs().size() - 1)) parts.add(converted(part));
        return to.node("Concat", parts, name, axis(1));
    }

    private static String input(Node node, int number) throws IOException {
        if (node.inputs().size() <= number) throw new IOException("a " + node.operation() + " lacks inputs");
        return node.inputs().get(number);
    }

    private String zero() {
        return to.constant("zero", new float[] {0});
    }

    private String six() {
        return to.constant("six", new float[] {6});
    }

    private static Attribute axis(long number) {
        return Attribute.of("axis", number);
    }
}
