package dev.millrace.gpu.fetch;

import dev.millrace.gpu.fetch.FrozenGraph.Constant;

/** The order in which a convolution's weights stand: TensorFlow has height, width, input, output; ONNX begins with output. */
final class Weights {

    private Weights() {}

    /** As output, input, height, width. */
    static float[] plain(Constant weights) {
        var shape = weights.shape();
        return turned(weights, shape[0] * shape[1], shape[2], shape[3], true);
    }

    /** As input and multiplier together, 1, height, width: each channel is a group of its own. */
    static float[] depthwise(Constant weights) {
        var shape = weights.shape();
        return turned(weights, shape[0] * shape[1], shape[2], shape[3], false);
    }

    private static float[] turned(Constant weights, int area, int inputs, int outputs, boolean outputFirst) {
        var turned = new float[weights.values().length];
        var next = 0;
        for (var at = 0; at < area; at++) {
            for (var input = 0; input < inputs; input++) {
                for (var output = 0; output < outputs; output++) {
                    var channel = outputFirst ? output * inputs + input : input * outputs + output;
                    turned[channel * area + at] = weights.values()[next++];
                }
            }
        }
        return turned;
    }
}
